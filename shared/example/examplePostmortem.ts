import { type Postmortem, SCHEMA } from '../document/postmortem.ts'
import { EXAMPLE_ACTIONS, EXAMPLE_PARKED } from './actions.ts'
import { EXAMPLE_FACTORS, EXAMPLE_WHYS } from './causes.ts'
import { EXAMPLE_SECTIONS } from './sections.ts'
import { EXAMPLE_TIMELINE } from './timeline.ts'

/**
 * The postmortem that "Open the example meeting" starts from: an invented outage of a payments service, ready for
 * its meeting. Every call gives the same value; only the document's own id is the caller's.
 */
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
