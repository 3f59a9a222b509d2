import { generateNKeysBetween } from 'fractional-indexing'
import type { ActionItem, ParkedIdea } from '../document/postmortem.ts'
import { factorId } from './causes.ts'

type Draft = Omit<ActionItem, 'id' | 'order' | 'reason'>

/** The sixth is vague on purpose: a newcomer sees what the action checks say about it, and mends it. */
const ACTIONS: readonly Draft[] = [
  {
    text: 'Release the connection in a `finally` block, and fail the build on a checkout that has none',
    owner: '@carol',
    due: '2026-05-29',
    status: 'done',
    tracker: 'PAY-809',
    type: 'prevent',
    factors: [factorId('leak')],
  },
  {
    text: 'Page the payments on-call when pool use stays above 80 % for 5 minutes',
    owner: '@bob',
    due: '2026-06-03',
    status: 'open',
    tracker: 'INFRA-4521',
    type: 'detect',
    factors: [factorId('pool-alert')],
  },
  {
    text: 'Add tests that time the ledger out in each retry path and expect a full pool afterwards',
    owner: '@carol',
    due: '2026-06-06',
    status: 'in-progress',
    tracker: 'PAY-812',
    type: 'prevent',
    factors: [factorId('leak'), factorId('timeout-test')],
  },
  {
    text: 'Extend the nightly load test to 60 minutes with 2 % of ledger calls timing out',
    owner: '@dave',
    due: '2026-06-13',
    status: 'open',
    tracker: 'PAY-815',
    type: 'detect',
    factors: [factorId('short-load-test')],
  },
  {
    text: 'Publish RB-052, the runbook for a database pool that runs full',
    owner: '@bob',
    due: '2026-05-31',
    status: 'done',
    tracker: 'OPS-377',
    type: 'mitigate',
    factors: [factorId('unwritten-steps')],
  },
  {
    text: 'Improve monitoring of the payments service',
    owner: '',
    due: '',
    status: 'open',
    tracker: '',
    type: '',
    factors: [factorId('health-check')],
  },
]

const PARKED = [
  'Could a SEV2 post to the status page by itself?',
  'Move the ledger client onto the pool library that the shop uses',
]

const ACTION_ORDER = generateNKeysBetween(null, null, ACTIONS.length)
const PARKED_ORDER = generateNKeysBetween(null, null, PARKED.length)

/** Five good actions and one that the checks will not let pass. */
export const EXAMPLE_ACTIONS: readonly ActionItem[] = ACTIONS.map((action, index) => ({
  id: `example-action-${index + 1}`,
  ...action,
  reason: '',
  order: ACTION_ORDER[index] ?? '',
}))

/** Ideas set aside while the timeline was being written. */
export const EXAMPLE_PARKED: readonly ParkedIdea[] = PARKED.map((text, index) => ({
  id: `example-parked-${index + 1}`,
  text,
  order: PARKED_ORDER[index] ?? '',
}))
