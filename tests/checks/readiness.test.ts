import { describe, expect, it } from 'vitest'
import { HOUR } from '../../shared/base/time.ts'
import { readiness, readinessFindings, reviewDue } from '../../shared/checks/readiness.ts'
import type { Postmortem, RichText } from '../../shared/document/postmortem.ts'
import { draft, row } from './draft.ts'

const NOW = Date.parse('2026-05-29T09:00:00Z')
const written = (text: string): RichText => [{ type: 'paragraph', content: [{ type: 'text', text }] }]
const missing = (postmortem: Postmortem, context = {}) =>
  readiness(postmortem, { now: NOW, ...context })
    .filter(item => !item.done)
    .map(item => item.id)

const factor = (id: string) =>
  ({
    id,
    text: 'No alert',
    category: 'technology',
    group: '',
    order: id,
    chosen: false,
    waiver: '',
    rows: [],
  }) as const
const ready = (change: Partial<Postmortem> = {}): Postmortem =>
  draft({
    title: 'Payments outage',
    severity: 'SEV2',
    startedAt: '2026-05-27T14:20:00Z',
    detectedAt: '2026-05-27T14:22:00Z',
    mitigatedAt: '2026-05-27T14:32:00Z',
    resolvedAt: '2026-05-27T14:42:00Z',
    summary: written('Payments failed.'),
    impact: written('20 % of payments failed for 20 minutes.'),
    wentWell: written('The alert was quick.'),
    timeline: [
      row('r1', '13:45', 'v2.14 deployed', { source: { type: 'github', url: '' } }),
      row('r2', '14:22', 'Alert', { source: { type: 'pagerduty', url: '' } }),
    ],
    factors: [factor('f1'), factor('f2'), factor('f3')],
    ...change,
  })

describe('readiness', () => {
  it('[checks/readiness] a new draft misses everything that the document can tell', () => {
    expect(missing(draft())).toEqual([
      'title',
      'severity',
      'started',
      'detected',
      'mitigated',
      'resolved',
      'summary',
      'impact',
      'before-onset',
      'sources',
      'factors',
      'went-well',
    ])
  })

  it('[checks/readiness] a prepared draft misses nothing', () => {
    expect(missing(ready())).toEqual([])
    expect(missing(ready(), { earlierActionsListed: true, circulatedAt: NOW - 25 * HOUR })).toEqual([])
  })

  it.each([
    ['impact', { impact: written('Some payments failed.') }],
    ['before-onset', { timeline: [row('r1', '14:20', 'Errors', { source: { type: 'github', url: '' } })] }],
    ['sources', { timeline: [row('r1', '13:45', 'v2.14 deployed')] }],
    ['factors', { factors: [factor('f1'), factor('f2'), { ...factor('f3'), text: ' ' }] }],
    ['summary', { summary: [{ type: 'paragraph' }] }],
    ['detected', { detectedAt: 'yesterday' }],
  ] as const)('[checks/readiness] notices what is missing: %s', (id, change) => {
    expect(missing(ready(change as Partial<Postmortem>))).toEqual([id])
  })

  it('[checks/readiness] a near-miss needs no times of mitigation and resolution', () => {
    expect(missing(ready({ kind: 'near-miss', mitigatedAt: '', resolvedAt: '' }))).toEqual([])
  })

  it('[checks/readiness] the draft goes round 24 hours before the meeting', () => {
    expect(missing(ready(), { circulatedAt: null })).toEqual(['circulated'])
    expect(missing(ready(), { circulatedAt: NOW - 23 * HOUR })).toEqual(['circulated'])
    expect(missing(ready(), { circulatedAt: NOW - 23 * HOUR, meetingAt: NOW + 2 * HOUR })).toEqual([])
    expect(missing(ready(), { earlierActionsListed: false })).toEqual(['earlier-actions'])
  })

  it('[checks/readiness] each item says where to go, and what is missing becomes a finding', () => {
    const items = readiness(draft(), { now: NOW })
    expect(items.find(item => item.id === 'impact')).toEqual({
      id: 'impact',
      done: false,
      label: 'readiness.impact',
      where: { in: 'section', section: 'impact', block: 0 },
    })
    expect(readinessFindings(items).map(finding => finding.rule)).toEqual(
      items.map(item => `readiness/${item.id}`),
    )
    expect(readinessFindings(readiness(ready(), { now: NOW }))).toEqual([])
  })
})

describe('the review is due', () => {
  it('[checks/readiness] within 72 hours of the resolution for SEV1 and SEV2', () => {
    const due = reviewDue(ready(), NOW)
    expect(due).toEqual({
      dueAt: Date.parse('2026-05-30T14:42:00Z'),
      leftMs: (29 * 60 + 42) * 60_000,
      isLate: false,
    })
    expect(reviewDue(ready(), Date.parse('2026-05-30T15:42:00Z'))).toMatchObject({
      leftMs: -HOUR,
      isLate: true,
    })
  })

  it('[checks/readiness] not for other severities, and not before it is over', () => {
    expect(reviewDue(ready({ severity: 'SEV3' }), NOW)).toBeNull()
    expect(reviewDue(ready({ resolvedAt: '' }), NOW)).toBeNull()
  })
})
