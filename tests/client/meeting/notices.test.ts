import { expect, it } from 'vitest'
import { type Edit, withEdit } from '../../../client/meeting/side/edits.ts'
import { type Course, courseNotices, findingsFor, parkable } from '../../../client/meeting/side/notices.ts'
import { MINUTE, SECOND } from '../../../shared/base/time.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import type { ActionItem, Factor, Postmortem } from '../../../shared/document/postmortem.ts'
import { emptyPostmortem } from '../../../shared/document/seed.ts'
import { CAROL, DAVE, type MeetingTable, PRIYA, running } from '../../support/meetingTable.ts'

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

/** What Carol, who facilitates, is told now; the scribe is settled, as most tests are about something else. */
const noticesAt = (table: MeetingTable, more: Partial<Course> = {}) =>
  courseNotices({
    view: table.view(CAROL),
    postmortem: emptyPostmortem('p'),
    now: table.now,
    edits: [],
    earlierOverdue: 0,
    askedSince: table.now,
    ...more,
  })

/** A meeting whose tone was read, at the start of this step. */
const at = (kind: Parameters<MeetingTable['goTo']>[0]) =>
  running().run(CAROL, { type: 'acknowledgeTone' }).goTo(kind)

/** Edits of these people, one after the other, ten seconds apart, the last of them now. */
const written = (now: number, ...people: string[]): Edit[] =>
  people.map((person, index) => ({ person, at: now - (people.length - 1 - index) * 10 * SECOND }))

it('a missing scribe and overdue earlier actions are noticed in the opening', () => {
  expect(noticesAt(running(), { earlierOverdue: 2 })).toEqual([
    { code: 'dutyMissing' },
    { code: 'earlierOverdue', count: 2 },
  ])
  const table = running().run(CAROL, { type: 'assignDuty', person: DAVE.id, duty: 'scribe' })
  expect(noticesAt(table)).toEqual([])
})

it('a tone that was skipped is noticed in the steps after it, until it is read', () => {
  const table = running().goTo('timeline')
  expect(noticesAt(table)).toEqual([{ code: 'toneSkipped' }])
  expect(noticesAt(table.run(CAROL, { type: 'acknowledgeTone' }))).toEqual([])
})

it('[M17] who came late is named for three minutes', () => {
  const table = at('timeline').pass(4).join({ id: 'lena', name: 'Lena', role: 'participant' })
  expect(noticesAt(table)).toEqual([{ code: 'late', names: ['Lena'] }])
  expect(noticesAt(table.pass(3))).toEqual([])
})

it('half-way through a step those who neither spoke nor wrote are named, and nobody else', () => {
  const table = at('timeline').pass(10)
  expect(noticesAt(table)).toEqual([])
  table.pass(1)
  expect(noticesAt(table)).toEqual([{ code: 'notHeard', names: ['Dave', 'Priya'] }])
  expect(noticesAt(table, { edits: written(table.now, DAVE.id) })).toEqual([
    { code: 'notHeard', names: ['Priya'] },
  ])
  table.run(PRIYA, { type: 'raiseHand' }).run(CAROL, { type: 'callOn', person: PRIYA.id })
  expect(noticesAt(table)).toEqual([{ code: 'notHeard', names: ['Dave'] }])
})

it('more than 40 % of the edits by one person are noticed without a name', () => {
  const table = at('group')
  const even = written(
    table.now,
    ...Array.from({ length: 15 }, (_, i) => ['dave', 'priya', 'carol'][i % 3] ?? ''),
  )
  expect(noticesAt(table, { edits: even })).toEqual([])
  const loud = written(table.now, ...even.map(({ person }) => person), 'dave', 'dave', 'dave')
  const [notice] = noticesAt(table, { edits: loud })
  expect(notice).toEqual({ code: 'oneVoice' })
  expect(noticesAt(table, { edits: loud.slice(-11) })).toEqual([])
  expect(noticesAt(table.pass(11), { edits: loud }).filter(({ code }) => code === 'oneVoice')).toEqual([])
})

it('a facilitator and a scribe write for others and are no single voice', () => {
  const table = at('group').run(CAROL, { type: 'assignDuty', person: DAVE.id, duty: 'scribe' })
  const edits = written(table.now, ...Array.from({ length: 16 }, (_, i) => (i % 2 ? 'carol' : 'dave')))
  expect(noticesAt(table, { edits })).toEqual([])
})

it('what somebody types within ten seconds is one edit', () => {
  const typed = [0, 3, 9, 12].reduce<readonly Edit[]>(
    (edits, second) => withEdit(edits, { person: 'dave', at: second * SECOND }),
    [],
  )
  expect(typed.map(edit => edit.at)).toEqual([0, 12 * SECOND])
})

it('[M10] half-way through the silent step the facilitator is told who has neither a card nor passed', () => {
  const table = at('brainstorm').run(DAVE, { type: 'submitCard', card: 'c1', text: 'No alert' })
  expect(noticesAt(table)).toEqual([])
  expect(noticesAt(table.pass(2))).toEqual([{ code: 'unanswered', names: ['Priya'] }])
  expect(noticesAt(table.run(PRIYA, { type: 'passBrainstorm' }))).toEqual([])
})

it('[M15] a card that proposes a fix is noticed until it is parked', () => {
  const postmortem = withFactors(
    factor('a', { text: 'We should add an alert' }),
    factor('b', { text: 'No alert' }),
  )
  const table = at('group')
  expect(noticesAt(table, { postmortem })).toEqual([
    { code: 'cardIsFix', text: 'We should add an alert', factor: 'a' },
  ])
  table.run(DAVE, { type: 'park', text: 'We should add an alert' })
  expect(noticesAt(table, { postmortem })).toEqual([])
})

it('[M12] an open vote that half of the room has not answered by half of its time, and a tie at the cut', () => {
  const postmortem = withFactors(factor('a'), factor('b'), factor('c'), factor('d'))
  const table = running().run(CAROL, { type: 'acknowledgeTone' })
  table.facts = postmortem
  table.goTo('vote').run(CAROL, { type: 'openVote' })
  expect(noticesAt(table, { postmortem })).toEqual([])
  expect(noticesAt(table.pass(2), { postmortem })).toEqual([{ code: 'halfVoted' }])
  table.run(DAVE, { type: 'castVote', dots: { a: 1, b: 1, c: 1 } })
  table.run(PRIYA, { type: 'castVote', dots: { a: 1, b: 1, d: 1 } })
  expect(noticesAt(table, { postmortem })).toEqual([])
  table.run(CAROL, { type: 'closeVote' })
  expect(noticesAt(table, { postmortem })).toEqual([{ code: 'ties' }])
})

it('[M8] five minutes before the end of the action step, missing actions are noticed', () => {
  const postmortem = withFactors(factor('a', { chosen: true }))
  const table = running().run(CAROL, { type: 'acknowledgeTone' })
  table.facts = postmortem
  table.goTo('actions')
  const late = () => noticesAt(table, { postmortem }).filter(({ code }) => code === 'actionsLate')
  expect(late()).toEqual([])
  table.pass(7)
  expect(late()).toEqual([{ code: 'actionsLate' }])
})

it('a round that stands still for two minutes, and a learning that is an action, are noticed', () => {
  const table = at('learn')
  table.run(DAVE, { type: 'recordLearning', text: 'We should add an alert' })
  const action = { code: 'learningIsAction', text: 'We should add an alert' }
  expect(noticesAt(table)).toEqual([action])
  expect(noticesAt(table, { askedSince: table.now - 2 * MINUTE })).toEqual([
    { code: 'nobodyAsked', names: ['Priya'] },
    action,
  ])
  table.run(DAVE, { type: 'park', text: action.text }).run(PRIYA, { type: 'passLearning' })
  expect(noticesAt(table, { askedSince: table.now - 2 * MINUTE })).toEqual([])
})

it('in the close, owners who have not accepted and a missing publishing date are noticed', () => {
  const action = (id: string, owner: string): ActionItem => ({
    id,
    text: id,
    owner,
    due: '',
    status: 'open',
    type: '',
    reason: '',
    tracker: '',
    factors: [],
    order: id,
  })
  const postmortem = { ...emptyPostmortem('p'), actions: [action('a', '@dave'), action('b', '@priya')] }
  const table = running().run(CAROL, { type: 'acknowledgeTone' })
  table.facts = postmortem
  table.goTo('close')
  expect(noticesAt(table, { postmortem })).toEqual([
    { code: 'notAccepted', names: ['@dave', '@priya'] },
    { code: 'unpublished' },
  ])
  table.run(DAVE, { type: 'acceptAction', action: 'a' })
  table.run(PRIYA, { type: 'acceptAction', action: 'b' })
  table.run(CAROL, { type: 'setPublishingDate', date: '2026-05-29' })
  expect(noticesAt(table, { postmortem })).toEqual([])
})

const finding = (rule: string, where: Finding['where']): Finding => ({
  rule,
  where,
  severity: 'warn',
  span: null,
  reason: rule,
  suggestion: '',
})

it('a step shows findings about what it works on, those about all actions first, and never the readiness list', () => {
  const gap = finding('timeline/gap', { in: 'timeline', id: 'r1' })
  const single = finding('action/specific', { in: 'actions', id: 'a' })
  const uncovered = finding('action/coverage', { in: 'factors', id: 'f' })
  const all = [gap, single, uncovered, finding('readiness/sources', { in: 'timeline', id: null })]
  expect(findingsFor('timeline', all)).toEqual([gap])
  expect(findingsFor('actions', all)).toEqual([uncovered, single])
})

it('[M15] a row that proposes a fix offers its text to be parked, other findings nothing', () => {
  const row = {
    id: 'r1',
    at: '',
    precision: 'unknown',
    text: 'We should add an alert',
    kind: 'note',
  } as const
  const timeline = [{ ...row, source: { type: '', url: '' }, state: 'draft', order: 'a' } as const]
  const postmortem: Postmortem = { ...emptyPostmortem('p'), timeline }
  const where = { in: 'timeline', id: 'r1' } as const
  expect(parkable(finding('timeline/fix-proposal', where), postmortem)).toBe('We should add an alert')
  expect(parkable(finding('timeline/gap', where), postmortem)).toBeNull()
})
