import { generateNKeysBetween } from 'fractional-indexing'
import type { RowKind, RowState, TimelineRow } from '../document/postmortem.ts'

type Draft = readonly [time: string, kind: RowKind, source: string, text: string, state?: RowState]

const DRAFTS: readonly Draft[] = [
  [
    '09:10',
    'change',
    'github',
    'v2.14 merged: calls to the ledger are tried again after a two-second timeout',
  ],
  [
    '13:45',
    'change',
    'github',
    'Release train puts v2.14 on all 24 instances within four minutes; health checks green',
  ],
  ['13:58', 'note', 'grafana', 'Connections in use climb from 60 to 95 and do not come down again', 'draft'],
  ['14:20', 'onset', 'grafana', 'Pool full at 200 of 200; first payments answered with a 502'],
  ['14:22', 'detect', 'pagerduty', 'Alert: payments error rate above 5 % for two minutes'],
  ['14:24', 'escalate', 'pagerduty', '@bob acknowledges and opens INC-2934'],
  ['14:26', 'escalate', 'slack', 'SEV2 declared; @alice takes incident command'],
  ['14:27', 'note', 'statuspage', 'Status page: some card payments are failing'],
  ['14:30', 'note', 'slack', '@dave finds the pool at its limit and sees that the climb began with v2.14'],
  [
    '14:31',
    'decide',
    'slack',
    'Restart buys half an hour, rollback ends it: rollback chosen, as v2.14 changes no table',
  ],
  ['14:32', 'mitigate', 'github', 'Rollback to v2.13 starts, one zone at a time'],
  ['14:38', 'mitigate', 'grafana', 'Last zone on v2.13; error rate below 0.1 %'],
  ['14:42', 'resolve', 'slack', 'Ten minutes of reconciled payments checked; @alice closes the incident'],
  [
    '15:20',
    'note',
    '',
    '@carol reproduces the leak: the retry returns before it releases its connection',
    'draft',
  ],
]

const LINKS: Readonly<Record<string, string>> = {
  github: 'https://github.example.com/shop/payments/releases/v2.14',
  grafana: 'https://grafana.example.com/d/payments-pool',
  pagerduty: 'https://example.pagerduty.com/incidents/INC-2934',
  slack: 'https://example.slack.com/archives/inc-2934',
  statuspage: 'https://status.example.com/incidents/2934',
}

const ORDER = generateNKeysBetween(null, null, DRAFTS.length)

/** The rows of the example, from the merge in the morning to the leak being reproduced in the afternoon. */
export const EXAMPLE_TIMELINE: readonly TimelineRow[] = DRAFTS.map(
  ([time, kind, source, text, state = 'confirmed'], index) => ({
    id: `example-row-${index + 1}`,
    at: `2026-05-27T${time}:00Z`,
    precision: 'minute',
    order: ORDER[index] ?? '',
    text,
    kind,
    source: { type: source, url: LINKS[source] ?? '' },
    state,
  }),
)
