import { expect, it } from 'vitest'
import { type OutcomeWords, outcomesOf, outcomeText } from '../../../client/meeting/report/reportText.ts'
import { emptyPostmortem } from '../../../shared/document/seed.ts'
import type { MeetingReport } from '../../../shared/meeting/report.ts'

const WORDS: OutcomeWords = {
  noOwner: 'no owner',
  due: day => `due ${day}`,
  noDate: 'no due date',
  disputed: event => `Disputed: ${event}`,
  uncovered: factor => `Needs an action: ${factor}`,
  left: (step, reason) => `${step}: ${reason}`,
  dots: count => `${count} dots`,
  waived: reason => `because ${reason}`,
}
const FACTOR = { category: '', group: '', chosen: true, waiver: '', rows: [], order: 'a' } as const
const ACTION = { status: 'open', reason: '', type: '', tracker: '', order: 'a' } as const
const POSTMORTEM = {
  ...emptyPostmortem('payments', { title: 'Payments outage' }),
  factors: [
    { ...FACTOR, id: 'f1', text: 'No timeout is set' },
    { ...FACTOR, id: 'f2', text: 'Nobody is paged' },
    { ...FACTOR, id: 'f3', text: 'Load tests are short', waiver: 'too dear for now' },
  ],
  actions: [
    { ...ACTION, id: 'a1', text: 'Set a timeout', owner: '@bob', due: '2026-12-01', factors: ['f1'] },
    { ...ACTION, id: 'a2', text: 'Page somebody', owner: '', due: '', factors: [] },
    { ...ACTION, id: 'a3', text: 'Rewrite it all', owner: '', due: '', factors: [], status: 'declined' },
  ],
} as never
const REPORT = {
  overrides: [{ step: 'Vote', reason: 'agreed in writing', open: [] }],
  learnings: ['A pool fills slowly'],
  parked: [],
} as never as MeetingReport

it('[M18] the report tells what was decided, who does what by when, what is open, and what was learned', () => {
  expect(outcomesOf(REPORT, POSTMORTEM, WORDS)).toEqual([
    {
      name: 'decided',
      lines: ['No timeout is set', 'Nobody is paged', 'Load tests are short · because too dear for now'],
    },
    {
      name: 'actions',
      lines: ['Set a timeout · @bob · due 2026-12-01', 'Page somebody · no owner · no due date'],
    },
    { name: 'open', lines: ['Needs an action: Nobody is paged', 'Vote: agreed in writing'] },
    { name: 'learned', lines: ['A pool fills slowly'] },
  ])
})

it('[M18] what is copied is one line a line, and what people wrote is no Markdown', () => {
  const outcomes = [{ name: 'learned', lines: ['# Not a heading\nnor *bold*'] }] as const
  expect(outcomeText('A | B', outcomes, () => 'What we learned', 'markdown')).toBe(
    '# A \\| B\n\n## What we learned\n\n- \\# Not a heading nor \\*bold\\*\n',
  )
  expect(outcomeText('A | B', outcomes, () => 'What we learned', 'text')).toBe(
    'A | B\n\nWhat we learned\n- # Not a heading nor *bold*\n',
  )
})
