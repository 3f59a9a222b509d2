import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditPage, KnownPerson } from '../../../shared/protocol/workspaceApi.ts'
import { useLastAnswer } from '../../hooks/useLastAnswer.ts'
import { EmptyState, ErrorState } from '../../ui/Blank.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import { AuditFilters, type AuditWish } from './AuditFilters.tsx'
import { AuditRows } from './AuditRows.tsx'
import classes from './Workspace.module.css'

const EVERYTHING: AuditWish = { what: '', who: '', from: '', to: '' }

/** Who did what, the latest first, a page at a time; what is shown can be taken along. */
export function AuditLog() {
  const { t } = useTranslation('account')
  const [wish, setWish] = useState(EVERYTHING)
  const [turn, setTurn] = useState(0)
  // Where the pages before this one began, so that there is a way back.
  const [places, setPlaces] = useState<readonly number[]>([])
  const query = queryOf(wish)
  const before = places.at(-1)
  const answer = useLastAnswer<AuditPage>(
    `/api/audit?${before === undefined ? query : `${query}&before=${before}`}`,
    turn,
  )
  const known = useLastAnswer<readonly KnownPerson[]>('/api/people')
  const people = known.kind === 'there' ? known.value : []
  if (answer.kind === 'loading') return <RowsSkeleton />
  if (answer.kind === 'refused') {
    return <ErrorState message={answer.error.message} onRetry={() => setTurn(turn + 1)} />
  }
  const { rows, next } = answer.value
  return (
    <>
      <p className={classes.text}>{t('audit.text')}</p>
      <AuditFilters
        wish={wish}
        people={people}
        query={query}
        onWish={changed => {
          setWish(changed)
          setPlaces([])
        }}
      />
      {rows.length === 0 ? (
        <EmptyState title={t('audit.none')} />
      ) : (
        <AuditRows rows={rows} names={new Map(people.map(({ id, name }) => [id, name]))} />
      )}
      <nav className={classes.pager} aria-label={t('workspace.tabs.audit')}>
        <Button
          variant="default"
          size="xs"
          disabled={places.length === 0}
          onClick={() => setPlaces(places.slice(0, -1))}
        >
          {t('audit.newer')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={next === null}
          onClick={() => next !== null && setPlaces([...places, next])}
        >
          {t('audit.older')}
        </Button>
      </nav>
    </>
  )
}

/** Days are the person's own; the last one is included. */
function queryOf({ what, who, from, to }: AuditWish): string {
  const query = new URLSearchParams()
  if (what) query.set('what', what)
  if (who) query.set('who', who)
  if (from) query.set('from', new Date(`${from}T00:00`).toISOString())
  if (to) {
    const end = new Date(`${to}T00:00`)
    end.setDate(end.getDate() + 1)
    query.set('to', end.toISOString())
  }
  return query.toString()
}
