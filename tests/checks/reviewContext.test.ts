import { describe, expect, it } from 'vitest'
import { checkPostmortem } from '../../shared/checks/postmortem.ts'
import { type ReviewParts, reviewContext } from '../../shared/checks/reviewContext.ts'
import type { ActionItem } from '../../shared/document/postmortem.ts'
import { draft, row } from './draft.ts'

const NOW = Date.parse('2026-05-29T10:00:00Z')
const DAY_OF_MEETING = Date.parse('2026-05-28T10:00:00Z')

const parts = (names: readonly string[], startedAt: number | null): ReviewParts => ({
  people: ['Zoe'],
  meeting: { people: names.map(name => ({ name })), schedule: { start: DAY_OF_MEETING, startedAt } },
  now: NOW,
})
const action: ActionItem = {
  id: 'a1',
  text: 'Cap retries to 3 attempts with jitter',
  owner: 'Dave',
  due: '2026-06-01',
  status: 'open',
  reason: '',
  tracker: 'PAY-7',
  type: '',
  factors: ['f1'],
  order: 'a',
}
const rulesOf = (given: ReviewParts, change = {}): string[] => {
  const postmortem = draft({ actions: [action], timeline: [row('r', '14:22', '@dave looked')], ...change })
  return checkPostmortem(postmortem, reviewContext(postmortem, given)).map(({ rule }) => rule)
}

describe('what a review knows beside its document', () => {
  it('[checks/actions] owners are held against the people of a meeting that has begun', () => {
    expect(rulesOf(parts(['Bob', 'Carol'], DAY_OF_MEETING))).toContain('action/assignable')
    expect(rulesOf(parts(['Bob', 'Dave'], DAY_OF_MEETING))).not.toContain('action/assignable')
    expect(rulesOf(parts(['Bob', 'Carol'], null))).not.toContain('action/assignable')
    expect(rulesOf({ people: [], meeting: null, now: NOW })).not.toContain('action/assignable')
  })

  it('[checks/actions] authors, reviewers and all with access may own an action; one alone is no roster', () => {
    const begun = parts(['Bob', 'Carol'], DAY_OF_MEETING)
    expect(rulesOf(begun, { reviewers: ['Dave'] })).not.toContain('action/assignable')
    expect(rulesOf({ ...begun, people: ['Dave'] })).not.toContain('action/assignable')
    expect(rulesOf(parts(['Bob'], DAY_OF_MEETING))).not.toContain('action/assignable')
  })

  it('[checks/timeline] people named in rows are held against those present, once the meeting has begun', () => {
    expect(rulesOf(parts(['Bob', 'Carol'], DAY_OF_MEETING))).toContain('timeline/absent-person')
    expect(rulesOf(parts(['Bob', 'Dave'], DAY_OF_MEETING))).not.toContain('timeline/absent-person')
    expect(rulesOf(parts(['Bob', 'Carol'], null))).not.toContain('timeline/absent-person')
  })

  it('[checks/readiness] what is missing is always among the findings, and the day is that of the meeting', () => {
    expect(rulesOf({ people: [], meeting: null, now: NOW })).toContain('readiness/summary')
    expect(reviewContext(draft(), parts([], null)).meetingDate).toBe('2026-05-28')
    expect(reviewContext(draft(), { people: [], meeting: null, now: NOW }).meetingDate).toBe('')
  })
})
