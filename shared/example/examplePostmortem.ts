import { DAY } from '../base/time.ts'
import { type Postmortem, SCHEMA } from '../document/postmortem.ts'
import { EXAMPLE_ACTIONS, EXAMPLE_PARKED } from './actions.ts'
import { EXAMPLE_FACTORS, EXAMPLE_WHYS } from './causes.ts'
import { EXAMPLE_SECTIONS } from './sections.ts'
import { EXAMPLE_TIMELINE } from './timeline.ts'

/** The Wednesday on which the example's incident was written to happen. */
const WRITTEN_FOR = '2026-05-27'
const WEEK = 7 * DAY

/**
 * The postmortem that "Open the example meeting" starts from, as if its incident had been in the week before `now` (ms):
 * its actions are still ahead then, and its review is not late by months.
 */
export function exampleOfLastWeek(id: string, now: number): Postmortem {
  const written = Date.parse(`${WRITTEN_FOR}T00:00:00Z`)
  // The latest Wednesday that is over.
  const shift = Math.floor((now - DAY - written) / WEEK) * WEEK
  const moved = (day: string): number => Date.parse(`${day}T00:00:00Z`) + shift
  const text = JSON.stringify(examplePostmortem(id))
    .replaceAll(longDay(written), longDay(written + shift))
    .replace(/\b2026-0[56]-\d\d/g, day => new Date(moved(day)).toISOString().slice(0, 10))
  return JSON.parse(text)
}

/** `27 May 2026` */
const longDay = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(ms)

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
