import { describe, expect, it } from 'vitest'
import { checkTimeline } from '../../shared/checks/timeline.ts'
import type { TimelineRow } from '../../shared/document/postmortem.ts'
import { draft, row } from './draft.ts'

const SOURCE = { source: { type: 'pagerduty', url: 'https://pager.example/1' } } as const

const WHOLE: readonly TimelineRow[] = [
  row('r1', '13:45', 'payments v2.14 deployed', { kind: 'change', ...SOURCE }),
  row('r2', '14:20', 'Error rate starts to rise', { kind: 'onset', ...SOURCE }),
  row('r3', '14:22', 'Alert: error rate over 5 %', { kind: 'detect', ...SOURCE }),
  row('r4', '14:32', 'Rollback started', { kind: 'mitigate', ...SOURCE }),
  row('r5', '14:42', 'Error rate normal', { kind: 'resolve', ...SOURCE }),
]
const FACTS = { startedAt: '2026-05-27T14:20:00Z', resolvedAt: '2026-05-27T14:42:00Z' }

const findings = (timeline: readonly TimelineRow[], context = {}) =>
  checkTimeline(draft({ ...FACTS, timeline }), context)
const rules = (timeline: readonly TimelineRow[], context = {}) =>
  findings(timeline, context).map(finding => finding.rule)
const withRow = (added: TimelineRow): readonly TimelineRow[] =>
  [...WHOLE, added].sort((a, b) => (a.at || '9').localeCompare(b.at || '9'))

describe('timeline', () => {
  it('[checks/timeline] a whole timeline has no findings, and an empty one has none either', () => {
    expect(rules(WHOLE)).toEqual([])
    expect(rules([])).toEqual([])
  })

  it('[checks/timeline] a gap over 15 minutes counts only while the incident was open', () => {
    expect(
      rules([
        ...WHOLE.slice(0, 3),
        row('r4', '14:38', 'Rollback started', { kind: 'mitigate', ...SOURCE }),
        ...WHOLE.slice(4),
      ]),
    ).toEqual(['timeline/gap'])
    expect(
      rules([
        ...WHOLE.slice(0, 3),
        row('r4', '14:37', 'Rollback started', { kind: 'mitigate', ...SOURCE }),
        ...WHOLE.slice(4),
      ]),
    ).toEqual([])
    expect(rules([...WHOLE, row('r6', '17:00', 'Status page updated', SOURCE)])).toEqual([])
  })

  it('[checks/timeline] the gap says how long it is and points at the row after it', () => {
    const [gap] = findings([...WHOLE.slice(0, 3), ...WHOLE.slice(4)]).filter(
      finding => finding.rule === 'timeline/gap',
    )
    expect(gap?.where).toEqual({ in: 'timeline', id: 'r5' })
    expect(gap?.reason).toContain('20 minutes')
  })

  it.each(['detect', 'mitigate', 'resolve'] as const)(
    '[checks/timeline] says when no row has the kind %s',
    kind => {
      expect(rules(WHOLE.map(one => (one.kind === kind ? { ...one, kind: 'note' } : one)))).toEqual([
        `timeline/no-${kind}`,
      ])
    },
  )

  it('[checks/timeline] rows of the incident before its stated start; a change may lie before', () => {
    expect(rules(withRow(row('x', '14:10', 'First error', { kind: 'detect', ...SOURCE })))).toEqual([
      'timeline/before-start',
    ])
    expect(rules(withRow(row('x', '14:10', 'Flag turned on', { kind: 'change', ...SOURCE })))).toEqual([])
  })

  it('[checks/timeline] unknown times and rows without source', () => {
    expect(rules(withRow(row('x', '', 'Someone restarted the node', SOURCE)))).toEqual([
      'timeline/unknown-time',
    ])
    expect(rules(withRow(row('x', '14:30', 'Pool at 98 %')))).toEqual(['timeline/no-source'])
  })

  it.each([
    'Paged at 7:22am PDT',
    'Alert at 16:22 CEST',
    'Log says 14:22:03 +02:00',
    'Seen at 16:22 local time',
    'Seen at 16:25',
    'Called at 10:25 EST',
  ])('[checks/timeline] a time that reads as another zone: %s', text => {
    expect(rules(withRow(row('x', '14:25', text, SOURCE)))).toEqual(['timeline/other-zone'])
  })

  it.each([
    'Error rate since 14:22',
    'Next check planned for 14:55',
    'Seen at 14:25 UTC',
    'Pool 98:100',
    'Expected back at 15:10',
    'v2.14 at 13:45 UTC',
  ])('[checks/timeline] a time that reads as UTC: %s', text => {
    expect(rules(withRow(row('x', '14:25', text, SOURCE)))).toEqual([])
  })

  it('[checks/timeline] one event from two sources', () => {
    const twin = row('x', '14:23', 'Alert error rate over 5 % for payments', {
      source: { type: 'slack', url: '' },
    })
    expect(rules(withRow(twin))).toEqual(['timeline/duplicate'])
    expect(
      rules(withRow({ ...twin, source: { type: 'pagerduty', url: 'https://pager.example/2' } })),
    ).toEqual([])
    expect(rules(withRow({ ...twin, text: 'Carol joined the call' }))).toEqual([])
  })

  it.each([
    'We should add an alert on the pool',
    'Let’s add a canary',
    'TODO: limit the retries',
    'Next time use the dry-run flag',
    'This needs a better runbook',
  ])('[checks/timeline] a row that proposes a fix: %s', text => {
    expect(rules(withRow(row('x', '14:30', text, SOURCE)))).toEqual(['timeline/fix-proposal'])
  })

  it.each(['Decided to roll back', 'Bob fixed the config and deployed it', 'Carol added a replica'])(
    '[checks/timeline] what was done in the incident is no proposal: %s',
    text => {
      expect(rules(withRow(row('x', '14:30', text, SOURCE)))).toEqual([])
    },
  )

  it('[checks/timeline] a person named who is not in the meeting', () => {
    const rows = withRow(row('x', '14:30', '@dave paged Carol, Priya and @carol; Dave answered', SOURCE))
    const found = findings(rows, { attendees: ['Carol Jensen', 'Bob'], people: ['Priya', 'Carol'] })
    expect(found.map(finding => [finding.rule, finding.reason.split(' ')[0]])).toEqual([
      ['timeline/absent-person', '@dave'],
      ['timeline/absent-person', 'Priya'],
    ])
    expect(rules(rows)).toEqual([])
  })
})

describe('what holds for many rows', () => {
  const many = (count: number, change: Partial<TimelineRow> = {}): TimelineRow[] =>
    Array.from({ length: count }, (_, at) =>
      row(`x${at}`, `14:${String(23 + (at % 9)).padStart(2, '0')}`, `Event number ${at}`, change),
    )

  it('[checks/timeline] 200 rows without a source are one notice that knows how many and which', () => {
    const rows = many(200)
    const found = findings([...WHOLE.slice(0, 3), ...rows, ...WHOLE.slice(3)])
    expect(found.map(finding => finding.rule)).toEqual(['timeline/no-source'])
    expect(found[0]?.reason).toBe('200 events have no source.')
    expect(found[0]?.where).toEqual({ in: 'timeline', id: null })
    expect(found[0]?.rows).toEqual(rows.map(one => one.id))
  })

  it('[checks/timeline] three are still three, each at its row', () => {
    const found = findings([...WHOLE.slice(0, 3), ...many(3), ...WHOLE.slice(3)])
    expect(found.map(({ where }) => where)).toEqual(['x0', 'x1', 'x2'].map(id => ({ in: 'timeline', id })))
    expect(found.every(({ rows }) => rows === undefined)).toBe(true)
  })

  it('[checks/timeline] each rule is gathered by itself, and unknown times with it', () => {
    const rows = many(5, { at: '', precision: 'unknown' })
    expect(rules([...WHOLE, ...rows])).toEqual(['timeline/unknown-time', 'timeline/no-source'])
  })

  it('[checks/timeline] somebody absent who is named in many rows is one matter; another is another', () => {
    const rows = many(6, SOURCE).map((one, at) => ({
      ...one,
      text: `${at % 2 ? '@dave' : '@erin @dave'} looked`,
    }))
    const found = findings([...WHOLE.slice(0, 3), ...rows, ...WHOLE.slice(3)], { attendees: ['Bob'] })
    expect(found.map(finding => [finding.reason.split(' ')[0], finding.rows?.length ?? 1])).toEqual([
      ['@erin', 1],
      ['@dave', 6],
      ['@erin', 1],
      ['@erin', 1],
    ])
  })
})
