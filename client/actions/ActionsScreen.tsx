import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import type { ActionEntry } from '../../shared/protocol/libraryApi.ts'
import { useAnswer } from '../hooks/useAnswer.ts'
import { EmptyState, ErrorState } from '../ui/Blank.tsx'
import { RowsSkeleton } from '../ui/Skeletons.tsx'
import classes from './Actions.module.css'
import { ActionsTable } from './ActionsTable.tsx'
import { type ActionFilters, fits, NO_OWNER, ONLY, ownersIn, servicesIn } from './query.ts'

/** The follow-up of all actions: what is open, what is late, and whose it is. They are changed in their postmortem. */
export function ActionsScreen() {
  const { t } = useTranslation('actions')
  const [turn, setTurn] = useState(0)
  const [params, setParams] = useSearchParams()
  const answer = useAnswer<readonly ActionEntry[]>('/api/actions', turn)
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
  if (answer.kind === 'loading') return <RowsSkeleton rows={8} />
  if (answer.kind === 'refused') {
    return <ErrorState level={1} message={answer.error.message} onRetry={() => setTurn(turn + 1)} />
  }
  const entries = answer.value
  if (entries.length === 0)
    return (
      <EmptyState level={1} title={t('empty')}>
        {t('emptyText')}
      </EmptyState>
    )
  const shown = entries.filter(entry => fits(entry, filters))
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
          aria-label={t('service')}
          value={filters.service}
          data={[{ value: '', label: t('anyService') }, ...servicesIn(entries)]}
          onChange={event => set('service', event.currentTarget.value)}
        />
        <span className={classes.count} role="status">
          {t('count', { count: shown.length })}
        </span>
      </search>
      {shown.length > 0 && <ActionsTable entries={shown} />}
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
