import { expect, it } from 'vitest'
import { shuffled } from '../../shared/meeting/decide/cards.ts'
import { isPrivate, SETTLES } from '../../shared/meeting/events.ts'
import { fold } from '../../shared/meeting/evolve.ts'
import { CAROL, DAVE, lobby, PRIYA, running, seededBytes, WEI } from '../support/meetingTable.ts'

const EVE = { id: 'eve', name: 'eve', role: 'participant' } as const
const CANARY = 'canary: the retry never gave its connection back'
const submit = (card: string, text: string) => ({ type: 'submitCard', card, text }) as const

it('[M10] until the reveal nobody sees another person’s card: everyone sees counts', () => {
  const table = running().goTo('brainstorm').run(DAVE, submit('c1', CANARY), submit('c2', 'another'))
  for (const person of [CAROL, PRIYA, WEI]) {
    const { cards } = table.view(person)
    expect(cards).toMatchObject({ answered: 1, of: 2, own: [], revealed: false })
    expect(JSON.stringify(table.view(person))).not.toMatch(/canary|"c1"|"c2"/)
  }
  expect(table.view(DAVE).cards.own).toEqual([
    { id: 'c1', text: CANARY, category: '', signed: false },
    { id: 'c2', text: 'another', category: '', signed: false },
  ])
})

it('[M10] who has neither a card nor passed is told to facilitators alone, and to nobody after the reveal', () => {
  const table = running().goTo('brainstorm')
  expect(table.view(CAROL).cards.waiting).toEqual(['dave', 'priya'])
  table.run(DAVE, submit('c1', CANARY)).run(PRIYA, { type: 'passBrainstorm' })
  expect(table.view(CAROL).cards.waiting).toEqual([])
  table.run(DAVE, { type: 'withdrawCard', card: 'c1' })
  expect([CAROL, DAVE, PRIYA, WEI].map(person => table.view(person).cards.waiting)).toEqual([
    ['dave'],
    [],
    [],
    [],
  ])
  table.run(DAVE, submit('c2', CANARY)).goTo('group').run(CAROL, { type: 'revealCards' })
  expect(table.view(CAROL).cards.waiting).toEqual([])
})

it('[M10] [M11] before three of many have answered nothing is revealed, and nobody is named as missing', () => {
  const table = running().goTo('brainstorm')
  const others = ['eve', 'finn', 'gil'].map(id => ({ id, name: id, role: 'participant' }) as const)
  table.join(...others)
  table.run(DAVE, submit('c1', CANARY))
  expect(table.view(CAROL).cards).toMatchObject({ answered: 1, waiting: [] })
  expect(table.give(CAROL, { type: 'revealCards' })).toBe('meeting/few-cards')
  table.run(PRIYA, { type: 'passBrainstorm' })
  expect(table.give(CAROL, { type: 'revealCards' })).toBe('meeting/few-cards')
  for (const person of others.slice(0, 1)) table.run(person, { type: 'passBrainstorm' })
  table.run(CAROL, { type: 'revealCards' })
  expect(table.view(CAROL).cards.revealed).toBe(true)
})

it('[M10] [M11] a room that is made smaller after the first card needs three answers all the same', () => {
  const table = running().goTo('brainstorm')
  table.join(...['eve', 'finn', 'gil'].map(id => ({ id, name: id, role: 'participant' }) as const))
  table.run(DAVE, submit('c1', CANARY))
  for (const person of ['eve', 'finn', 'gil'])
    table.run(CAROL, { type: 'assignDuty', person, duty: 'observer' })
  expect(table.give(CAROL, { type: 'revealCards' })).toBe('meeting/few-cards')
  expect(table.view(CAROL).cards.waiting).toEqual([])
})

it('[M10] counts do not change when somebody leaves, so they do not tell whether that person had answered', () => {
  const seen = (author: typeof DAVE) => {
    const table = running().goTo('brainstorm')
    table.join(...['eve', 'finn', 'gil'].map(id => ({ id, name: id, role: 'participant' }) as const))
    table.run(author, submit('c1', CANARY))
    table.connected.delete(DAVE.id)
    return [EVE, WEI, CAROL].map(person => {
      const { cards, exit, progress } = table.view(person)
      return { answered: cards.answered, of: cards.of, waiting: cards.waiting, exit, progress }
    })
  }
  expect(seen(DAVE)).toEqual(seen(PRIYA))
  expect(seen(DAVE)[0]).toMatchObject({ answered: 1, of: 5, exit: [{ code: 'cards-missing', count: 4 }] })
})

it('[M10] a longer or shorter hidden card makes no byte of difference to others', () => {
  const seen = (text: string) => {
    const table = running().goTo('brainstorm').run(DAVE, submit('c1', text))
    return JSON.stringify(table.view(PRIYA))
  }
  expect(seen('x')).toBe(seen(CANARY.repeat(9)))
})

it('[M10] the author can edit or withdraw their own card, nobody else can', () => {
  const table = running().goTo('brainstorm').run(DAVE, submit('c1', 'draft'))
  table.run(DAVE, { type: 'editCard', card: 'c1', text: 'better', category: 'process' })
  expect(table.view(DAVE).cards.own).toMatchObject([{ text: 'better', category: 'process' }])
  expect(table.give(PRIYA, { type: 'editCard', card: 'c1', text: 'no' })).toBe('meeting/not-your-card')
  expect(table.give(PRIYA, { type: 'withdrawCard', card: 'c1' })).toBe('meeting/not-your-card')
  table.run(DAVE, { type: 'withdrawCard', card: 'c1' })
  expect(table.view(DAVE).cards).toMatchObject({ own: [], answered: 0 })
})

it('[M10] an id that somebody else uses says nothing about their card', () => {
  const table = running().goTo('brainstorm').run(DAVE, submit('c1', CANARY))
  expect(table.give(PRIYA, submit('c1', 'mine'))).toBeNull()
  table.run(PRIYA, { type: 'withdrawCard', card: 'c1' })
  expect(table.view(DAVE).cards.own).toHaveLength(1)
})

it('[M11] a card that is sent again after the reveal is not taken for the next round', () => {
  const table = running().goTo('brainstorm')
  const { rev } = table.meeting
  table.run(DAVE, submit('c1', CANARY)).run(CAROL, { type: 'revealCards' })
  table.record({ type: 'cardsInserted' })
  expect(table.give(DAVE, submit('c1', CANARY), rev)).toBe('meeting/stale')
  expect(table.give(DAVE, submit('c2', 'a second round'))).toBeNull()
  expect(table.meeting.cards.held.map(({ id }) => id)).toEqual(['c2'])
})

it('[M10] somebody with a card has nothing to pass, and a card takes a pass back', () => {
  const table = running().goTo('brainstorm').run(DAVE, { type: 'passBrainstorm' })
  expect(table.view(DAVE).cards).toMatchObject({ passed: true, answered: 1 })
  table.run(DAVE, submit('c1', 'after all'))
  expect(table.view(DAVE).cards).toMatchObject({ passed: false, answered: 1 })
  expect(table.give(DAVE, { type: 'passBrainstorm' })).toBe('meeting/has-cards')
})

it('[M11] the reveal puts cards under new ids, shuffled, without authors unless signed', () => {
  const table = running().goTo('brainstorm')
  for (let i = 0; i < 12; i++) table.run(i % 2 ? DAVE : PRIYA, submit(`c${i}`, `text ${i}`))
  table.run(DAVE, { type: 'submitCard', card: 'signed', text: 'I know this one', signed: true })
  table.run(CAROL, { type: 'revealCards' })
  const { shuffled: cards } = table.meeting.cards
  const texts = cards.map(card => card.text)
  const handedIn = [...Array.from({ length: 12 }, (_, i) => `text ${i}`), 'I know this one']
  expect(texts).not.toEqual(handedIn)
  expect([...texts].sort()).toEqual([...handedIn].sort())
  expect(cards.every(card => Object.keys(card).join() === 'id,text,category,signed')).toBe(true)
  expect(cards.filter(card => card.signed).map(card => card.signed)).toEqual(['Dave'])
  expect(cards.some(card => /^c\d+$|^signed$/.test(card.id))).toBe(false)
})

it('[M11] after the reveal, what is kept says how many authors there were and not who', () => {
  const table = running().goTo('brainstorm').run(DAVE, submit('c1', CANARY))
  table.run(CAROL, { type: 'revealCards' })
  table.record({ type: 'cardsInserted' })
  const kept = table.log.filter(({ event }) => !isPrivate(event))
  expect(fold(kept)).toEqual(table.meeting)
  expect(JSON.stringify(kept)).not.toMatch(/canary|"c1"/)
  const reveal = kept.find(({ event }) => event.type === 'cardsRevealed')?.event
  expect(reveal).toEqual({ type: 'cardsRevealed', factors: table.meeting.cards.revealed, authors: 1 })
})

it('[M11] every order of the shuffle comes about equally often', () => {
  const random = seededBytes(7)
  const seen = new Map<string, number>()
  for (let i = 0; i < 6_000; i++) {
    const order = shuffled(['a', 'b', 'c'], random).join('')
    seen.set(order, (seen.get(order) ?? 0) + 1)
  }
  expect(seen.size).toBe(6)
  for (const count of seen.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150)
})

it('[M11] with three or fewer participants the anonymity is weak', () => {
  const table = lobby()
  expect(table.view(DAVE).cards.weakAnonymity).toBe(true)
  const more = ['ann', 'ben'].map(id => ({ id, name: id, role: 'participant' as const }))
  table.join(...more)
  expect(table.view(DAVE).cards.weakAnonymity).toBe(false)
})

it('[M11] going back to the brainstorm opens another round; elsewhere cards are closed after a reveal', () => {
  const table = running()
    .goTo('brainstorm')
    .run(DAVE, submit('c1', 'first'))
    .run(CAROL, { type: 'revealCards' })
  table.record({ type: 'cardsInserted' })
  table.goTo('group')
  expect(table.give(DAVE, submit('c2', 'second'))).toBe('meeting/cards-closed')
  table.run(CAROL, { type: 'returnToStep', step: 'brainstorm' }).run(DAVE, submit('c2', 'second'))
  table.run(CAROL, { type: 'revealCards' })
  expect(table.meeting.cards.revealed).toHaveLength(2)
})

it('[M11] there is nothing to reveal twice, nor while cards are on their way', () => {
  const table = running().goTo('brainstorm')
  expect(table.give(CAROL, { type: 'revealCards' })).toBe('meeting/no-cards')
  table.run(DAVE, submit('c1', 'one')).run(CAROL, { type: 'revealCards' })
  expect(table.give(CAROL, { type: 'revealCards' })).toBe('meeting/reveal-in-progress')
})

it('[M15] an idea can be parked at any time, without its author, and comes back in the actions', () => {
  const table = running().goTo('timeline').run(DAVE, { type: 'park', text: 'Add a pool alert' })
  table.goTo('actions')
  const [idea] = table.view(CAROL).parked
  expect(idea).toEqual({ id: expect.stringMatching(/^\w{16}$/), text: 'Add a pool alert' })
  expect(table.give(DAVE, { type: 'unpark', item: idea?.id ?? '' })).toBe('meeting/not-facilitator')
  table.run(CAROL, { type: 'unpark', item: idea?.id ?? '' })
  expect(table.view(CAROL).parked).toEqual([])
})

it('[M24] cards can be handed in hours ahead, in the lobby, and are revealed in the brainstorm', () => {
  const table = lobby()
  table.now -= 5 * 3_600_000
  table.run(DAVE, submit('c1', CANARY))
  expect(table.give(CAROL, { type: 'revealCards' })).toBe('meeting/not-running')
  table.run(CAROL, { type: 'startMeeting' })
  expect(table.give(CAROL, { type: 'revealCards' })).toBe('meeting/brainstorm-first')
  expect(table.give(PRIYA, submit('c2', 'now'))).toBe('meeting/cards-closed')
  expect(JSON.stringify(table.view(PRIYA))).not.toContain('canary')
  table.goTo('brainstorm').run(CAROL, { type: 'revealCards' })
  expect(table.meeting.cards.shuffled.map(card => card.text)).toEqual([CANARY])
})

it('every private kind of event is settled by a public one', () => {
  // What is said of the pace goes with its step, however that is left.
  const settled = Object.values(SETTLES).flatMap(kinds => kinds.filter(kind => kind !== 'paceSaid'))
  expect(new Set(settled).size).toBe(settled.length)
  expect(isPrivate({ type: 'ballotCast', person: 'dave', dots: {} })).toBe(true)
  expect(isPrivate({ type: 'voteClosed', tally: {}, voters: 0 })).toBe(false)
})
