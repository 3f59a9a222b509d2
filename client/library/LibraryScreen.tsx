import { Button, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { CATEGORIES, KINDS, SEVERITIES } from '../../shared/document/postmortem.ts'
import type { CreatedAnswer } from '../../shared/protocol/api.ts'
import type { LibraryItem } from '../../shared/protocol/libraryApi.ts'
import { mayInWorkspace } from '../../shared/protocol/permissions.ts'
import { api } from '../connection/api.ts'
import { useAnswer } from '../hooks/useAnswer.ts'
import { useSession } from '../hooks/useSession.ts'
import { EmptyState, ErrorState } from '../ui/Blank.tsx'
import { RowsSkeleton } from '../ui/Skeletons.tsx'
import { Due } from './Due.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import classes from './Library.module.css'
import { LibraryTable } from './LibraryTable.tsx'
import { NewPostmortem } from './NewPostmortem.tsx'

const NOTHING_ASKED = { query: '', severity: '', kind: '', category: '', status: '', service: '' }
type Asked = typeof NOTHING_ASKED

/** Every postmortem that this person may read: what is due, then all of them, searched and filtered. */
export function LibraryScreen() {
  const { t } = useTranslation('library')
  const [asked, setAsked] = useState(NOTHING_ASKED)
  const [settled] = useDebouncedValue(asked, 180)
  const [turn, setTurn] = useState(0)
  const query = new URLSearchParams(Object.entries(settled).filter(([, value]) => value.trim()))
  const answer = useAnswer<readonly LibraryItem[]>(`/api/postmortems?${query}`, turn)
  if (answer.kind === 'refused')
    return <ErrorState message={answer.error.message} onRetry={() => setTurn(turn + 1)} />
  const items = answer.kind === 'there' ? answer.value : null
  if (items?.length === 0 && query.size === 0) return <EmptyLibrary />
  return (
    <div className={classes.screen}>
      <h1 className={classes.hidden}>{t('title')}</h1>
      {items && query.size === 0 && <Due items={items} />}
      <Group className={classes.filters} gap="xs">
        <Filters asked={asked} onAsk={part => setAsked({ ...asked, ...part })} />
        <span className={classes.space} />
        <Starts />
      </Group>
      {!items && <RowsSkeleton />}
      {items && <p className={classes.count}>{t('count', { count: items.length })}</p>}
      {items?.length === 0 && <p className={classes.none}>{t('none')}</p>}
      {items && items.length > 0 && <LibraryTable items={items} />}
    </div>
  )
}

function EmptyLibrary() {
  const { t } = useTranslation('library')
  const mayCreate = useMayCreate()
  return (
    <EmptyState title={t('empty.title')} actions={<Starts hasNew />}>
      {mayCreate ? t('empty.text') : t('empty.guest')}
    </EmptyState>
  )
}

function useMayCreate(): boolean {
  const session = useSession()
  return session.kind === 'signedIn' && mayInWorkspace(session.me.workspaceRole, 'create')
}

/** The ways a postmortem begins; New stands in the page's header too, unless the library is empty. */
function Starts({ hasNew = false }: { readonly hasNew?: boolean }) {
  const { t } = useTranslation('library')
  const [, go] = useLocation()
  const [dialog, setDialog] = useState<'new' | 'import' | null>(null)
  const [problem, setProblem] = useState('')
  const openExample = async () => {
    const made = await api.post<CreatedAnswer>('/api/postmortems/example')
    if (made.ok) go(`/p/${made.value.id}`)
    else setProblem(made.error.message)
  }
  if (!useMayCreate()) return null
  return (
    <Group gap="sm">
      {hasNew && <Button onClick={() => setDialog('new')}>{t('new')}</Button>}
      <Button variant="default" onClick={() => setDialog('import')}>
        {t('import')}
      </Button>
      <Button variant="subtle" onClick={() => void openExample()}>
        {t('example')}
      </Button>
      {problem && <span role="alert">{problem}</span>}
      {dialog === 'new' && <NewPostmortem onClose={() => setDialog(null)} />}
      {dialog === 'import' && <ImportDialog onClose={() => setDialog(null)} />}
    </Group>
  )
}

function Filters({
  asked,
  onAsk,
}: {
  readonly asked: Asked
  readonly onAsk: (part: Partial<Asked>) => void
}) {
  const { t } = useTranslation('library')
  const choices = {
    severity: SEVERITIES.map(value => ({ value, label: value })),
    category: CATEGORIES.map(value => ({ value, label: t(`category.${value}`) })),
    kind: KINDS.map(value => ({ value, label: t(`kind.${value}`) })),
    status: (['draft', 'published'] as const).map(value => ({ value, label: t(`status.${value}`) })),
  }
  return (
    <>
      <TextInput
        className={classes.search}
        placeholder={t('search')}
        aria-label={t('search')}
        value={asked.query}
        onChange={event => onAsk({ query: event.currentTarget.value })}
      />
      {(['severity', 'category', 'kind', 'status'] as const).map(name => (
        <Select
          key={name}
          w="8.5rem"
          clearable
          placeholder={t(`filter.${name}`)}
          aria-label={t(`filter.${name}`)}
          data={choices[name]}
          value={asked[name] || null}
          onChange={value => onAsk({ [name]: value ?? '' })}
        />
      ))}
      <TextInput
        w="8.5rem"
        placeholder={t('filter.service')}
        aria-label={t('filter.service')}
        value={asked.service}
        onChange={event => onAsk({ service: event.currentTarget.value })}
      />
    </>
  )
}
