import { generateNKeysBetween } from 'fractional-indexing'
import type { Category, Factor, Why } from '../document/postmortem.ts'

interface FactorDraft {
  readonly id: string
  readonly category: Category
  readonly group: string
  readonly text: string
  readonly rows: readonly number[]
  readonly chosen?: boolean
  readonly waiver?: string
}

const FACTORS: readonly FactorDraft[] = [
  {
    id: 'leak',
    category: 'technology',
    group: 'The leak',
    text: 'The retry in v2.14 keeps its connection when the ledger times out',
    rows: [1, 14],
    chosen: true,
  },
  {
    id: 'timeout-test',
    category: 'process',
    group: 'The leak',
    text: 'No test lets the ledger time out while a call is being retried',
    rows: [1],
    chosen: true,
  },
  {
    id: 'pool-alert',
    category: 'measurements',
    group: 'Noticing late',
    text: 'Pool use is drawn on a dashboard, but nothing pages when it climbs',
    rows: [3, 4],
    chosen: true,
  },
  {
    id: 'health-check',
    category: 'measurements',
    group: 'Noticing late',
    text: 'Health checks ask whether the process answers, not whether it gets a connection',
    rows: [2],
  },
  {
    id: 'short-load-test',
    category: 'process',
    group: 'Noticing late',
    text: 'Load tests end after ten minutes; this leak takes half an hour to show',
    rows: [2],
    chosen: true,
  },
  {
    id: 'all-at-once',
    category: 'environment',
    group: 'Spreading',
    text: 'The release train reaches every instance in four minutes, so no old version is left to compare with',
    rows: [2],
    chosen: true,
    waiver: 'Staged releases are under way as a project of their own (PLAT-112)',
  },
  {
    id: 'unwritten-steps',
    category: 'people',
    group: 'Recovering',
    text: 'How to look into a full pool was known to two people and written down nowhere',
    rows: [9],
    chosen: true,
  },
]

interface WhyDraft {
  readonly id: string
  readonly text: string
  readonly parents: readonly string[]
  readonly evidence?: string
  readonly systemic?: boolean
}

const WHYS: readonly WhyDraft[] = [
  {
    id: 'no-connection',
    text: 'Payments waited three seconds for a database connection and got none',
    parents: [],
    evidence: 'Pool at 200 of 200 from 14:20, dashboard “payments-pool”',
  },
  {
    id: 'not-returned',
    text: 'Connections were not given back when a call to the ledger timed out',
    parents: ['no-connection'],
    evidence: 'Reproduced by @carol at 15:20 with a ledger that never answers',
  },
  {
    id: 'early-return',
    text: 'The retry returns early, past the line that releases the connection',
    parents: ['not-returned', 'leak'],
  },
  {
    id: 'kind-ledger',
    text: 'The ledger in our tests always answers, so the early return never ran',
    parents: ['early-return', 'timeout-test'],
  },
  {
    id: 'no-rule',
    text: 'Nothing in our test or review rules asks what a call gives back when it fails',
    parents: ['kind-ledger'],
    evidence: 'Review checklist of the payments team, version of March 2026',
    systemic: true,
  },
  {
    id: 'silent-climb',
    text: 'The pool filled for 35 minutes before anybody was told',
    parents: ['no-connection', 'pool-alert'],
    evidence: 'Graph from 13:45 to 14:20',
  },
  {
    id: 'no-owner-of-limits',
    text: 'We alert on what customers feel; nobody owns the limits of what services share',
    parents: ['silent-climb'],
    evidence: '3 of 41 shared limits have an alert',
    systemic: true,
  },
]

const FACTOR_ORDER = generateNKeysBetween(null, null, FACTORS.length)
const WHY_ORDER = generateNKeysBetween(null, null, WHYS.length)
const FACTOR_IDS = new Set(FACTORS.map(({ id }) => id))

/** The id under which a factor of the example is linked. */
export const factorId = (name: string): string => `example-factor-${name}`
const causeId = (name: string): string => (FACTOR_IDS.has(name) ? factorId(name) : `example-why-${name}`)

/** What made the outage possible, in four groups and all five categories. */
export const EXAMPLE_FACTORS: readonly Factor[] = FACTORS.map((draft, index) => ({
  id: factorId(draft.id),
  text: draft.text,
  category: draft.category,
  group: draft.group,
  order: FACTOR_ORDER[index] ?? '',
  chosen: draft.chosen ?? false,
  waiver: draft.waiver ?? '',
  rows: draft.rows.map(row => `example-row-${row}`),
}))

/** Two branches of whys that both end at a condition the organisation can change. */
export const EXAMPLE_WHYS: readonly Why[] = WHYS.map((draft, index) => ({
  id: causeId(draft.id),
  text: draft.text,
  parents: draft.parents.map(causeId),
  evidence: draft.evidence ?? '',
  systemic: draft.systemic ?? false,
  order: WHY_ORDER[index] ?? '',
}))
