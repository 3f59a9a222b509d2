import { Button, NativeSelect, SegmentedControl, VisuallyHidden } from '@mantine/core'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import type { ActionEntry } from '../../shared/protocol/libraryApi.ts'
import { useAnswer } from '../hooks/useAnswer.ts'
import { EmptyState, ErrorState } from '../ui/Blank.tsx'
import { RowsSkeleton } from '../ui/Skeletons.tsx'
import classes from './Actions.module.css'
import { ActionsTable } from './ActionsTable.tsx'
import { dayText } from './dayText.ts'
import { type ActionFilters, byDue, fits, NO_OWNER, ONLY, ownersIn, servicesIn } from './query.ts'
import { type Change, type FollowUp, keyOf, useFollowUp } from './useFollowUp.ts'

const NO_ENTRIES: readonly ActionEntry[] = []

/**
 * The follow-up of all actions: what is open, what is late, and whose it is. How far they are and when they are due is
 * changed here; a row that was changed stays where it is until another filter is chosen.
 */
export function ActionsScreen() {
  const { t } = useTranslation('actions')
  const [turn, setTurn] = useState(0)
  const [params, setParams] = useSearchParams()
  const answer = useAnswer<readonly ActionEntry[]>('/api/actions', turn)
  const followUp = useFollowUp()
  const { said, change } = useAnnounced(followUp)
  const filters: ActionFilters = {
    only: ONLY.find(name => name === params.get('only')) ?? 'open',
    owner: params.get('owner') ?? '',
    service: params.get('service') ?? '',
  }
  const set = (name: keyof ActionFilters, value: string): void => {
    const next = new URLSearchParams(params)
    if (value) next.set(name, value)
    else next.delete(name)
    setParams(next, { replace: true })
  }
  const shown = useShown(answer.kind === 'there' ? answer.value : NO_ENTRIES, filters, followUp)
  if (answer.kind === 'loading') return <RowsSkeleton rows={8} />
  if (answer.kind === 'refused') {
    return <ErrorState level={1} message={answer.error.message} onRetry={() => setTurn(turn + 1)} />
  }
  const entries = answer.value.map(followUp.now)
  if (entries.length === 0)
    return (
      <EmptyState level={1} title={t('empty')}>
        {t('emptyText')}
      </EmptyState>
    )
  return (
    <>
      <h1 className={classes.title}>{t('title')}</h1>
      <p className={classes.intro}>{t('intro')}</p>
      <search className={classes.bar}>
        <SegmentedControl
          aria-label={t('show')}
          value={filters.only}
          onChange={value => set('only', value)}
          data={ONLY.map(value => ({ value, label: t(`only.${value}`) }))}
        />
        <NativeSelect
          className={classes.filter ?? ''}
          aria-label={t('owner')}
          value={filters.owner}
          data={[
            { value: '', label: t('anyOwner') },
            { value: NO_OWNER, label: t('unowned') },
            ...ownersIn(entries),
          ]}
          onChange={event => set('owner', event.currentTarget.value)}
        />
        <NativeSelect
          className={classes.filter ?? ''}
          aria-label={t('service')}
          value={filters.service}
          data={[{ value: '', label: t('anyService') }, ...servicesIn(entries)]}
          onChange={event => set('service', event.currentTarget.value)}
        />
        <span className={classes.count} role="status">
          {t('count', { count: shown.length })}
        </span>
      </search>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {shown.length > 0 && <ActionsTable entries={shown} refused={followUp.refused} onChange={change} />}
      {shown.length === 0 && (
        <EmptyState
          title={t('none')}
          actions={
            <Button variant="default" onClick={() => setParams({}, { replace: true })}>
              {t('clear')}
            </Button>
          }
        >
          {filters.only === 'overdue' ? t('noneOverdue') : t('noneText')}
        </EmptyState>
      )}
    </>
  )
}

/** The rows that fit, in their order; chosen anew when the filters are, and not when a row changes. */
function useShown(
  entries: readonly ActionEntry[],
  filters: ActionFilters,
  { now }: FollowUp,
): readonly ActionEntry[] {
  const asked = JSON.stringify(filters)
  const chosen = useRef<{ asked: string; entries: readonly ActionEntry[]; keys: readonly string[] } | null>(
    null,
  )
  if (chosen.current?.asked !== asked || chosen.current.entries !== entries) {
    const fitting = entries.map(now).filter(entry => fits(entry, filters))
    chosen.current = { asked, entries, keys: fitting.sort(byDue).map(keyOf) }
  }
  const byKey = new Map(entries.map(entry => [keyOf(entry), entry]))
  return chosen.current.keys.flatMap(key => byKey.get(key) ?? []).map(now)
}

/** Changes a row, and says so once the server has it. */
function useAnnounced(followUp: FollowUp): {
  readonly said: string
  readonly change: (entry: ActionEntry, change: Change) => void
} {
  const { t } = useTranslation('actions')
  const [said, setSaid] = useState('')
  const latest = useRef(followUp)
  latest.current = followUp
  const change = useCallback(
    (entry: ActionEntry, wish: Change): void => {
      void latest.current.change(entry, wish).then(action => {
        if (!action) return
        const due = action.due ? dayText(action.due) : t('noDue')
        setSaid(t('saved', { status: t(`status.${action.status}`), due, action: action.text }))
      })
    },
    [t],
  )
  return { said, change }
}
