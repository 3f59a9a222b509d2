import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { LifecycleAnswer } from '../../../shared/protocol/api.ts'
import { mayInPostmortem } from '../../../shared/protocol/permissions.ts'
import { useAnswer } from '../../hooks/useAnswer.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useFacts } from '../../hooks/useFacts.ts'
import { useMe } from '../../hooks/useMe.ts'
import { loadMessages } from '../../messages/index.ts'
import { part } from '../../ui/part.ts'
import { useLifecycleMenu } from '../parts/lifecycle/useLifecycleMenu.tsx'
import classes from './DocumentHeader.module.css'

const VersionsDialog = part(async () => {
  await loadMessages('history')
  return await import('../history/VersionsDialog.tsx')
})
const RedactDialog = part(async () => {
  await loadMessages('history')
  return await import('../history/RedactDialog.tsx')
})

/** What becomes of the open postmortem; once it is deleted there is nothing to show here. */
function useLifecycleOfThis() {
  const { postmortem } = useConnection()
  const { title } = useFacts()
  const me = useMe()
  const [, go] = useLocation()
  const [turn, setTurn] = useState(0)
  const state = useAnswer<LifecycleAnswer>(`/api/postmortems/${postmortem}/lifecycle`, turn)
  const { isExample, archivedAt } = state.kind === 'there' ? state.value : UNKNOWN
  return useLifecycleMenu(
    { id: postmortem, title, role: me?.role ?? null, isArchived: archivedAt !== null, isExample },
    changed => {
      if (changed.kind === 'deleted') go('/')
      else if (changed.kind === 'duplicated') go(`/p/${changed.id}`)
      else if (changed.kind === 'restored') go(`/p/${postmortem}`)
      else setTurn(turn + 1)
    },
  )
}

const UNKNOWN: LifecycleAnswer = { isExample: false, archivedAt: null }

type Open = { readonly what: 'versions' } | { readonly what: 'redact'; readonly text: string } | null

/**
 * What is rarely wanted: earlier versions (D9), removing a text for good (D10), begun with the selected words, and what
 * becomes of the whole postmortem.
 */
export function HistoryMenu() {
  const { t } = useTranslation('document')
  const me = useMe()
  const { postmortem } = useConnection()
  const [open, setOpen] = useState<Open>(null)
  const close = (): void => setOpen(null)
  const lifecycle = useLifecycleOfThis()
  if (!me || !mayInPostmortem(me.role, 'readHistory')) return null
  // Opening the menu takes the focus, and with it the selection of an editor.
  const selected = (): string => document.getSelection()?.toString().trim() ?? ''
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('header.more')}>
            <IconDots size={19} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {/* Where the window has no room for the button. */}
          <Menu.Item className={classes.narrow ?? ''} component={Link} href={`/p/${postmortem}/stage`}>
            {t('header.stage')}
          </Menu.Item>
          <Menu.Item onClick={() => setOpen({ what: 'versions' })}>{t('header.versions')}</Menu.Item>
          {mayInPostmortem(me.role, 'redact') && (
            <Menu.Item onClick={() => setOpen({ what: 'redact', text: selected() })}>
              {t('header.redact')}
            </Menu.Item>
          )}
          <Menu.Divider />
          {lifecycle.items}
        </Menu.Dropdown>
      </Menu>
      {lifecycle.dialog}
      <Suspense fallback={null}>
        {open?.what === 'versions' && <VersionsDialog onClose={close} />}
        {open?.what === 'redact' && <RedactDialog text={open.text} onClose={close} />}
      </Suspense>
    </>
  )
}
