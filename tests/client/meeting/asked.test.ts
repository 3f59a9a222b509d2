import { expect, it } from 'vitest'
import { asked, dotsLeft, isOwner } from '../../../client/meeting/frame/asked.ts'
import { voteItems } from '../../../shared/document/factorGroups.ts'
import type { ActionItem, Factor, Postmortem } from '../../../shared/document/postmortem.ts'
import { emptyPostmortem } from '../../../shared/document/seed.ts'
import { CAROL, DAVE, lobby, type MeetingTable, PRIYA, running, WEI } from '../../support/meetingTable.ts'

const FACTOR: Factor = {
  id: 'f1',
  text: 'Pool use has no alert',
  category: '',
  group: '',
  order: 'a0',
  chosen: true,
  waiver: '',
  rows: [],
}
const ACTION: ActionItem = {
  id: 'a1',
  text: 'Alert on pool use',
  owner: '@dave',
  due: '',
  status: 'open',
  reason: '',
  tracker: '',
  type: '',
  factors: [],
  order: 'a0',
}

const document = (lists: Partial<Postmortem> = {}): Postmortem => ({ ...emptyPostmortem('p'), ...lists })

function at(step: string, document: Postmortem): MeetingTable {
  const table = running()
  table.facts = document
  return table.goTo(step)
}

it('in silence a person is asked for a card, then told how many they handed in', () => {
  const table = at('brainstorm', document())
  expect(asked(table.view(DAVE), document())).toEqual({ say: 'brainstormNone', do: 'writeCard' })
  table.run(DAVE, { type: 'submitCard', card: 'c1', text: 'No alert' })
  expect(asked(table.view(DAVE), document())).toEqual({ say: 'brainstormSome', count: 1, do: 'finish' })
  table.run(PRIYA, { type: 'passBrainstorm' })
  expect(asked(table.view(PRIYA), document())).toMatchObject({ say: 'brainstormPassed' })
})

it('[M12] a vote asks for the dots that are left, until all are placed', () => {
  const factors = document({ factors: [FACTOR] })
  const table = at('vote', factors)
  expect(asked(table.view(DAVE), factors)).toMatchObject({ say: 'voteNone' })
  table.run(CAROL, { type: 'openVote' })
  expect(asked(table.view(DAVE), factors)).toEqual({ say: 'voteLeft', count: 3, do: 'finish' })
  table.run(DAVE, { type: 'castVote', dots: { f1: 3 } })
  expect(dotsLeft(table.view(DAVE).vote, voteItems(factors.factors))).toBe(0)
  expect(asked(table.view(DAVE), factors)).toMatchObject({ say: 'voteAll' })
  // The factor was deleted while the vote is open.
  expect(asked(table.view(DAVE), document())).toEqual({ say: 'voteLeft', count: 3, do: 'finish' })
})

it('chosen factors without an action are counted for everyone in the action step', () => {
  const open = document({ factors: [FACTOR] })
  const table = at('actions', open)
  expect(asked(table.view(DAVE), open)).toEqual({ say: 'actions', count: 1, do: 'finish' })
  const answered = document({ factors: [FACTOR], actions: [{ ...ACTION, factors: ['f1'] }] })
  expect(asked(table.view(DAVE), answered)).toMatchObject({ say: 'actionsDone' })
})

it('at the close the owner of an action is asked to accept it before the two questions', () => {
  const owned = document({ actions: [ACTION] })
  const table = at('close', owned)
  expect(asked(table.view(DAVE), owned)).toMatchObject({ say: 'closeAccept', action: 'a1' })
  expect(asked(table.view(PRIYA), owned)).toEqual({ say: 'closeAsk', do: 'answer' })
  table.run(
    DAVE,
    { type: 'acceptAction', action: 'a1' },
    { type: 'answerClosing', learned: true, again: true },
  )
  expect(asked(table.view(DAVE), owned)).toEqual({ say: 'closeDone', do: 'finish' })
})

it('a viewer is asked for nothing', () => {
  expect(asked(lobby().view(WEI), document())).toEqual({ say: 'viewer', do: null })
})

it('an owner is written with or without @, by first or full name', () => {
  expect(isOwner('@dave', 'Dave Moreau')).toBe(true)
  expect(isOwner('Dave Moreau', 'Dave Moreau')).toBe(true)
  expect(isOwner('@davey', 'Dave Moreau')).toBe(false)
  expect(isOwner('', '')).toBe(false)
})
