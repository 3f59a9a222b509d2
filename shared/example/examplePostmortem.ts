import { DAY, isoDay } from '../base/time.ts'
import { type Postmortem, SCHEMA } from '../document/postmortem.ts'
import { EXAMPLE_ACTIONS, EXAMPLE_PARKED } from './actions.ts'
import { EXAMPLE_FACTORS, EXAMPLE_WHYS } from './causes.ts'
import { EXAMPLE_SECTIONS } from './sections.ts'
import { EXAMPLE_TIMELINE } from './timeline.ts'

/** The Wednesday on which the example's incident was written to happen. */
const WRITTEN_FOR = Date.parse('2026-05-27T00:00:00Z')

/**
 * The postmortem that "Open the example meeting" starts from, as if its incident had been on the last working day
 * before `now` (ms): its actions are still ahead then, and its review is due.
 */
export function exampleOf(id: string, now: number): Postmortem {
  const day = workingDayBefore(now)
  const shift = day - WRITTEN_FOR
  const text = JSON.stringify(examplePostmortem(id))
    .replaceAll(longDay(WRITTEN_FOR), longDay(day))
    .replaceAll(weekday(WRITTEN_FOR), weekday(day))
    .replace(/\b2026-0[56]-\d\d/g, date => isoDay(Date.parse(`${date}T00:00:00Z`) + shift))
  return JSON.parse(text)
}

/** Midnight in UTC of the last day from Monday to Friday that is over. */
function workingDayBefore(now: number): number {
  let day = Math.floor(now / DAY) * DAY - DAY
  while ([0, 6].includes(new Date(day).getUTCDay())) day -= DAY
  return day
}

/** `27 May 2026` */
const longDay = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(ms)

const weekday = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(ms)

/** An invented outage of a payments service, ready for its meeting. Only the document's own id is the caller's. */
export const examplePostmortem = (id = 'example-payments'): Postmortem => ({
  id,
  schema: SCHEMA,
  title: 'Payments service outage',
  kind: 'incident',
  severity: 'SEV2',
  incident: 'INC-2934',
  startedAt: '2026-05-27T14:20:00Z',
  detectedAt: '2026-05-27T14:22:00Z',
  mitigatedAt: '2026-05-27T14:38:00Z',
  resolvedAt: '2026-05-27T14:42:00Z',
  authors: ['@carol'],
  reviewers: ['@alice', '@bob', '@dave'],
  services: ['payments', 'ledger-db'],
  tags: ['connection-pool', 'release-train', 'retries'],
  timeZone: 'Europe/Berlin',
  ...EXAMPLE_SECTIONS,
  timeline: EXAMPLE_TIMELINE,
  factors: EXAMPLE_FACTORS,
  whys: EXAMPLE_WHYS,
  actions: EXAMPLE_ACTIONS,
  parked: EXAMPLE_PARKED,
  comments: [],
})
