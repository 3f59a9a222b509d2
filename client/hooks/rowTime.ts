import { parseInstant } from '../../shared/base/time.ts'
import type { Postmortem, TimelineRow } from '../../shared/document/postmortem.ts'

/** A row's time in UTC as `14:30`, with the day before it unless it is `day`; '' when nobody knows it (D7). */
export function rowTime(row: Pick<TimelineRow, 'at' | 'precision'>, day = ''): string {
  const at = parseInstant(row.at)
  if (at === null || row.precision === 'unknown') return ''
  const iso = new Date(at).toISOString()
  const date = iso.slice(0, 10)
  const shownDay = date === day ? '' : shortDay(date)
  if (row.precision === 'day') return shortDay(date)
  return [shownDay, iso.slice(11, 16)].filter(Boolean).join(' ')
}

/** The UTC day that most of the incident lies in, as `2026-05-27`: rows of that day show their time alone. */
export function incidentDay(postmortem: Pick<Postmortem, 'startedAt' | 'timeline'>): string {
  return (postmortem.startedAt || (postmortem.timeline.find(row => row.at !== '')?.at ?? '')).slice(0, 10)
}

/** `2026-05-27` as `27 May`. */
export function shortDay(day: string): string {
  const at = parseInstant(`${day.slice(0, 10)}T00:00:00Z`)
  if (at === null) return day
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at)
}
