import type { Postmortem, TimelineRow } from '../../shared/document/postmortem.ts'
import { emptyPostmortem } from '../../shared/document/seed.ts'

/** A postmortem in which only what a test names is written. */
export const draft = (change: Partial<Postmortem> = {}): Postmortem => ({
  ...emptyPostmortem('p1'),
  ...change,
})

/** A row on the day of the incident, at a time of day in UTC ('' for unknown). */
export const row = (
  id: string,
  time: string,
  text: string,
  change: Partial<TimelineRow> = {},
): TimelineRow => ({
  id,
  at: time === '' ? '' : `2026-05-27T${time}:00Z`,
  precision: time === '' ? 'unknown' : 'minute',
  order: id,
  text,
  kind: 'note',
  source: { type: '', url: '' },
  state: 'draft',
  ...change,
})
