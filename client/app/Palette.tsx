import '@mantine/spotlight/styles.css'
import { useMantineColorScheme } from '@mantine/core'
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { LibraryItem } from '../../shared/protocol/libraryApi.ts'
import { useAnswer } from '../hooks/useAnswer.ts'
import { useSession } from '../hooks/useSession.ts'
import { setPalette, useOfferedCommands, usePaletteOpen } from '../ui/commands.ts'
import { KeyHint } from '../ui/Keys.tsx'
import classes from './Palette.module.css'

const [store, spotlight] = createSpotlight()
const SCHEMES = ['light', 'dark', 'auto'] as const

/** The command palette: screens, postmortems, what the present screen offers, and the colours. */
export function Palette(props: { readonly query: string; readonly onQuery: (query: string) => void }) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const isOpen = usePaletteOpen()
  const isSignedIn = useSession().kind === 'signedIn'
  const commands = useOfferedCommands()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [turn, setTurn] = useState(0)
  const answer = useAnswer<readonly LibraryItem[]>(isSignedIn ? '/api/postmortems' : null, turn)

  useEffect(() => {
    if (!isOpen) return spotlight.close()
    setTurn(last => last + 1)
    spotlight.open()
  }, [isOpen])

  const groups: SpotlightActionGroupData[] = [
    {
      group: t('palette.commands'),
      actions: commands.map(({ id, label, keys, run }) => ({
        id,
        label,
        onClick: run,
        rightSection: keys && <KeyHint keys={keys} />,
      })),
    },
    {
      group: t('palette.go'),
      actions: [
        { id: 'library', label: t('nav.library'), onClick: () => go('/') },
        { id: 'actions', label: t('nav.actions'), onClick: () => go('/actions') },
        { id: 'trends', label: t('nav.trends'), onClick: () => go('/trends') },
      ],
    },
    {
      group: t('palette.postmortems'),
      actions: (answer.kind === 'there' ? answer.value : []).map(item => ({
        id: `p-${item.id}`,
        label: item.title || t('untitled'),
        description: [item.severity, item.incident, item.startedAt.slice(0, 10)].filter(Boolean).join(' · '),
        keywords: [...item.services, ...item.tags],
        onClick: () => go(`/p/${item.id}`),
      })),
    },
    {
      group: t('account.theme'),
      actions: SCHEMES.filter(scheme => scheme !== colorScheme).map(scheme => ({
        id: `theme-${scheme}`,
        label: t('palette.theme', { scheme: t(`account.${scheme}`) }),
        onClick: () => setColorScheme(scheme),
      })),
    },
  ].filter(group => group.actions.length > 0)

  return (
    <Spotlight
      store={store}
      query={props.query}
      onQueryChange={props.onQuery}
      actions={groups}
      shortcut={null}
      onSpotlightClose={() => setPalette(false)}
      nothingFound={t('palette.nothing')}
      searchProps={{
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
        onKeyDown: pressFirst,
      }}
      limit={12}
      scrollable
      maxHeight={420}
      highlightQuery
      overlayProps={{ blur: 0, backgroundOpacity: 0.45 }}
      classNames={{ actionsGroup: classes.group ?? '', actionLabel: classes.label ?? '' }}
    />
  )
}

/**
 * Enter presses the first of the list when none is chosen: the library chooses one when something is typed, and not of
 * what was typed before the palette was here, or when the list is drawn anew since.
 */
function pressFirst(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.currentTarget.value === '') return
  const list = event.currentTarget.closest('[role="dialog"]')
  if (list?.querySelector('[data-action][data-selected]')) return
  list?.querySelector<HTMLElement>('[data-action]')?.click()
}
