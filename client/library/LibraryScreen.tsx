import { Button, Group } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFileImport } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearchParams } from 'wouter'
import type { LibraryItem } from '../../shared/protocol/libraryApi.ts'
import { mayInWorkspace } from '../../shared/protocol/permissions.ts'
import { hasRole } from '../../shared/protocol/roles.ts'
import { useLastAnswer } from '../hooks/useLastAnswer.ts'
import { useSession } from '../hooks/useSession.ts'
import { EmptyState, ErrorState } from '../ui/Blank.tsx'
import { useCommands } from '../ui/commands.ts'
import { RowsSkeleton } from '../ui/Skeletons.tsx'
import { DeletedDialog } from './DeletedDialog.tsx'
import { Due } from './Due.tsx'
import { EmptyLibrary } from './EmptyLibrary.tsx'
import { FilterBar } from './FilterBar.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import classes from './Library.module.css'
import { LibraryTable } from './LibraryTable.tsx'
import { FILTERS, type Filters, fits, servicesIn } from './query.ts'

/** What a search waits for more letters, in ms. */
const PAUSE = 150

/** Every postmortem that this person may read: what is due, and all of them by search and filters. */
export function LibraryScreen() {
  const { t } = useTranslation('library')
  const session = useSession()
  const mayCreate = session.kind === 'signedIn' && mayInWorkspace(session.me.workspaceRole, 'create')
  const [params, setParams] = useSearchParams()
  const [, go] = useLocation()
  const [text, setText] = useState(params.get('q') ?? '')
  const [query] = useDebouncedValue(text.trim(), PAUSE)
  const [isImporting, setImporting] = useState(false)
  const [turn, setTurn] = useState(0)
  const all = useLastAnswer<readonly LibraryItem[]>('/api/postmortems', turn)
  const found = useLastAnswer<readonly LibraryItem[]>(
    query ? `/api/postmortems?query=${encodeURIComponent(query)}` : null,
    turn,
  )
  const filters = Object.fromEntries(
    FILTERS.map(name => [name, params.get(name) ?? '']),
  ) as unknown as Filters
  const set = (name: string, value: string): void => {
    setParams(
      last => {
        const next = new URLSearchParams(last)
        if (value) next.set(name, value)
        else next.delete(name)
        return next
      },
      { replace: true },
    )
  }
  const search = (value: string): void => {
    setText(value)
    set('q', value)
  }
  useCommands(
    useMemo(
      () => [
        ...(mayCreate ? [{ id: 'import', label: t('import.command'), run: () => setImporting(true) }] : []),
        { id: 'practice', label: t('empty.practiceCommand'), run: () => go('/practice') },
      ],
      [mayCreate, t, go],
    ),
  )
  const items = all.kind === 'there' ? all.value : EMPTY
  const now = useMemo(() => (items ? Date.now() : 0), [items])
  const searched = query && found.kind === 'there' ? found.value : items
  const shown = useDeferredValue(searched.filter(item => fits(item, filters, now)))

  if (all.kind === 'refused') {
    return <ErrorState level={1} message={all.error.message} onRetry={() => setTurn(last => last + 1)} />
  }
  if (all.kind === 'loading') return <RowsSkeleton rows={8} />
  const refresh = (): void => setTurn(last => last + 1)
  const mayRestore = mayCreate || items.some(({ role }) => hasRole(role, 'facilitator'))
  if (items.length === 0) {
    return (
      <>
        <EmptyLibrary mayCreate={mayCreate} />
        {mayCreate && <Deleted onRestored={refresh} />}
      </>
    )
  }
  return (
    <>
      <h1 className={classes.hidden}>{t('title')}</h1>
      <Due items={items} now={now} />
      <FilterBar
        text={text}
        onText={search}
        filters={filters}
        onFilter={set}
        services={servicesIn(items)}
        count={shown.length}
        actions={
          mayCreate && (
            <Button
              variant="default"
              leftSection={<IconFileImport size={16} stroke={1.8} aria-hidden />}
              onClick={() => setImporting(true)}
            >
              {t('import.button')}
            </Button>
          )
        }
      />
      {shown.length > 0 && <LibraryTable items={shown} onChanged={refresh} />}
      {shown.length === 0 && (
        <EmptyState
          title={t('empty.none')}
          actions={
            <Group>
              <Button
                variant="default"
                onClick={() => {
                  setText('')
                  setParams({}, { replace: true })
                }}
              >
                {t('clear')}
              </Button>
            </Group>
          }
        >
          {t('empty.noneText')}
        </EmptyState>
      )}
      {mayRestore && <Deleted onRestored={refresh} />}
      {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
    </>
  )
}

/** The way to what was deleted lately. */
function Deleted({ onRestored }: { readonly onRestored: () => void }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button mt="xl" size="compact-sm" variant="subtle" color="gray" onClick={() => setOpen(true)}>
        {t('lifecycle.recentlyDeleted')}
      </Button>
      {isOpen && <DeletedDialog onClose={() => setOpen(false)} onRestored={onRestored} />}
    </>
  )
}

const EMPTY: readonly LibraryItem[] = []
