import { describe, expect, it } from 'vitest'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import { emptyPostmortem } from '../../shared/document/seed.ts'
import { trendsOf } from '../../shared/library/trends.ts'

const NOW = Date.parse('2026-07-01T00:00:00Z')
const ALWAYS = { from: null, to: null, now: NOW }

const factor = (id: string, text: string): Postmortem['factors'][number] => ({
  id,
  text,
  category: 'measurements',
  group: '',
  order: id,
  chosen: true,
  waiver: '',
  rows: [],
})

const action = (
  id: string,
  due: string,
  status: 'open' | 'done' | 'declined',
): Postmortem['actions'][number] => ({
  id,
  text: 'Alert on pool use over 80 %',
  owner: '@bob',
  due,
  status,
  reason: '',
  tracker: '',
  type: '',
  factors: [],
  order: id,
})

const incident = (id: string, startedAt: string, facts: Partial<Postmortem> = {}): Postmortem => ({
  ...emptyPostmortem(id, { startedAt, severity: 'SEV2' }),
  ...facts,
})

describe('trends', () => {
  it('counts incidents by month and severity, with the months between that had none', () => {
    const trends = trendsOf(
      [
        incident('a', '2026-03-02T10:00:00Z'),
        incident('b', '2026-05-02T10:00:00Z', { severity: 'SEV1' }),
        incident('c', '2026-05-09T10:00:00Z', { kind: 'near-miss' }),
      ],
      ALWAYS,
    )
    expect(trends.months.map(({ month }) => month)).toEqual(['2026-03', '2026-04', '2026-05'])
    expect(trends.months[2]).toMatchObject({ bySeverity: { SEV1: 1, SEV2: 0 }, nearMisses: 1 })
    expect(trends).toMatchObject({ incidents: 2, nearMisses: 1 })
  })

  it('takes medians over what is known and leaves impossible times out', () => {
    const at = '2026-05-02T10:00:00Z'
    const trends = trendsOf(
      [
        incident('a', at, { detectedAt: '2026-05-02T10:10:00Z' }),
        incident('b', at, { detectedAt: '2026-05-02T10:30:00Z' }),
        incident('c', at, { detectedAt: '2026-05-02T09:00:00Z' }),
      ],
      ALWAYS,
    )
    expect(trends.medians).toEqual({ detect: 20, mitigate: null, resolve: null })
  })

  it('finds factors that come back under the same words', () => {
    const trends = trendsOf(
      [
        incident('a', '2026-05-01T10:00:00Z', { factors: [factor('f1', 'No alert on the pool')] }),
        incident('b', '2026-05-02T10:00:00Z', { factors: [factor('f2', 'no alert on the pool.')] }),
      ],
      ALWAYS,
    )
    expect(trends.recurring).toEqual([{ text: 'No alert on the pool', postmortems: ['a', 'b'] }])
    expect(trends.categories.measurements).toBe(2)
  })

  it('follows actions: done, declined, and late once their day is over everywhere', () => {
    const actions = [
      action('1', '2026-06-03', 'open'),
      action('2', '2026-06-30', 'open'),
      action('3', '2026-06-01', 'done'),
      action('4', '', 'declined'),
    ]
    const trends = trendsOf([incident('a', '2026-05-01T10:00:00Z', { actions })], ALWAYS)
    expect(trends.actions).toEqual({ total: 4, done: 1, declined: 1, overdue: 1, strong: 0 })
  })

  it('counts actions that work without anyone having to remember them, declined ones apart', () => {
    const strong = { ...action('1', '', 'open'), text: 'Fail the build on a checkout without a release' }
    const weak = { ...action('2', '', 'open'), text: 'Remind everyone of the runbook' }
    const actions = [strong, weak, { ...strong, id: '3', status: 'declined' as const }]
    expect(trendsOf([incident('a', '2026-05-01T10:00:00Z', { actions })], ALWAYS).actions.strong).toBe(1)
  })

  it('looks at one span of time, its end left out', () => {
    const from = Date.parse('2026-05-01T00:00:00Z')
    const to = Date.parse('2026-06-01T00:00:00Z')
    const postmortems = [
      incident('a', '2026-04-30T23:59:59Z'),
      incident('b', '2026-05-01T00:00:00Z'),
      incident('c', '2026-06-01T00:00:00Z'),
    ]
    expect(trendsOf(postmortems, { from, to, now: NOW }).incidents).toBe(1)
  })

  it('a mistyped year makes no chart of centuries', () => {
    const postmortems = [incident('a', '0206-05-01T10:00:00Z'), incident('b', '2026-05-01T10:00:00Z')]
    expect(trendsOf(postmortems, ALWAYS).months).toHaveLength(120)
  })
})
