import { expect, it } from 'vitest'
import { courseNotices, findingsFor } from '../../../client/meeting/side/notices.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import type { Factor, Postmortem } from '../../../shared/document/postmortem.ts'
import { emptyPostmortem } from '../../../shared/document/seed.ts'
import { CAROL, DAVE, running } from '../../support/meetingTable.ts'

const factor = (id: string, more: Partial<Factor> = {}): Factor => ({
  id,
  text: id,
  category: '',
  group: '',
  order: id,
  chosen: false,
  waiver: '',
  rows: [],
  ...more,
})

const withFactors = (...factors: Factor[]): Postmortem => ({ ...emptyPostmortem('p'), factors })

it('the facilitator is told who has not handed in a card, as a count', () => {
  const table = running().goTo('brainstorm')
  table.run(DAVE, { type: 'submitCard', card: 'c1', text: 'No alert' })
  const notices = courseNotices(table.view(CAROL), emptyPostmortem('p'), table.now)
  expect(notices).toEqual([{ code: 'unanswered', count: 1 }])
})

it('a tie at the cut is noticed once the vote is closed', () => {
  const postmortem = withFactors(factor('a'), factor('b'), factor('c'), factor('d'))
  const table = running()
  table.facts = postmortem
  table.goTo('vote').run(CAROL, { type: 'openVote' })
  expect(courseNotices(table.view(CAROL), postmortem, table.now)).toEqual([{ code: 'halfVoted' }])
  table.run(DAVE, { type: 'castVote', dots: { a: 1, b: 1, c: 1 } })
  table.run({ ...DAVE, id: 'priya', name: 'Priya' }, { type: 'castVote', dots: { a: 1, b: 1, d: 1 } })
  table.run(CAROL, { type: 'closeVote' })
  expect(courseNotices(table.view(CAROL), postmortem, table.now)).toEqual([{ code: 'ties' }])
})

it('[M8] five minutes before the end of the action step, missing actions are noticed', () => {
  const postmortem = withFactors(factor('a', { chosen: true }))
  const table = running()
  table.facts = postmortem
  table.goTo('actions')
  expect(courseNotices(table.view(CAROL), postmortem, table.now)).toEqual([])
  table.pass(7)
  expect(courseNotices(table.view(CAROL), postmortem, table.now)).toEqual([{ code: 'actionsLate' }])
})

it('a step shows findings about what it works on, and never the readiness list', () => {
  const finding = (rule: string, where: Finding['where']): Finding => ({
    rule,
    where,
    severity: 'warn',
    span: null,
    reason: rule,
    suggestion: '',
  })
  const gap = finding('timeline/gap', { in: 'timeline', id: 'r1' })
  const all = [
    gap,
    finding('readiness/sources', { in: 'timeline', id: null }),
    finding('x', { in: 'actions', id: 'a' }),
  ]
  expect(findingsFor('timeline', all)).toEqual([gap])
})
