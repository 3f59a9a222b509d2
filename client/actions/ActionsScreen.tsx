import { Group, SegmentedControl, Table, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ActionEntry } from '../../shared/protocol/libraryApi.ts'
import { useAnswer } from '../hooks/useAnswer.ts'
import { EmptyState, ErrorState } from '../ui/Blank.tsx'
import { RowsSkeleton } from '../ui/Skeletons.tsx'
import classes from './Actions.module.css'

const SHOWN = ['open', 'overdue', 'all'] as const
const COLUMNS = ['action', 'owner', 'due', 'status', 'from'] as const

/** Every action of every review this person may read, the earliest due day first. */
export function ActionsScreen() {
  const { t } = useTranslation('actions')
  const [shown, setShown] = useState<string>('open')
  const [owner, setOwner] = useState('')
  const [askedOwner] = useDebouncedValue(owner.trim(), 200)
  const [turn, setTurn] = useState(0)
  const query = new URLSearchParams()
  if (shown === 'overdue') query.set('overdue', 'true')
  if (askedOwner) query.set('owner', askedOwner)
  const answer = useAnswer<readonly ActionEntry[]>(`/api/actions?${query}`, turn)
  const isOpen = ({ action }: ActionEntry): boolean =>
    action.status === 'open' || action.status === 'in-progress'
  const fitting =
    answer.kind === 'there' ? answer.value.filter(entry => shown !== 'open' || isOpen(entry)) : []
  return (
    <div className={classes.screen}>
      <Title order={1} size="h3">
        {t('title')}
      </Title>
      <Group className={classes.filters}>
        <SegmentedControl
          data={SHOWN.map(value => ({ value, label: t(`shown.${value}`) }))}
          value={shown}
          onChange={setShown}
          aria-label={t('shown.label')}
        />
        <TextInput
          placeholder={t('owner')}
          aria-label={t('owner')}
          value={owner}
          onChange={event => setOwner(event.currentTarget.value)}
        />
      </Group>
      {answer.kind === 'loading' && <RowsSkeleton />}
      {answer.kind === 'refused' && (
        <ErrorState message={answer.error.message} onRetry={() => setTurn(turn + 1)} />
      )}
      {answer.kind === 'there' && fitting.length === 0 && (
        <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
      )}
      {fitting.length > 0 && <ActionRows entries={fitting} />}
    </div>
  )
}

function ActionRows({ entries }: { readonly entries: readonly ActionEntry[] }) {
  const { t } = useTranslation('actions')
  return (
    <div className={classes.scroll}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map(name => (
              <Table.Th key={name}>{t(`column.${name}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map(({ action, postmortem, overdue }) => (
            <Table.Tr key={`${postmortem.id} ${action.id}`}>
              <Table.Td>{action.text || t('noText')}</Table.Td>
              <Table.Td>{action.owner || t('noOwner')}</Table.Td>
              <Table.Td className={classes.due} data-overdue={overdue || undefined}>
                {action.due || t('noDate')}
                {overdue && ` · ${t('overdue')}`}
              </Table.Td>
              <Table.Td>{t(`status.${action.status}`)}</Table.Td>
              <Table.Td>
                <Link href={`/p/${postmortem.id}`}>{postmortem.title || t('untitled')}</Link>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
