import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addItem } from '../../../shared/document/edit.ts'
import { readList } from '../../../shared/document/read.ts'
import { listOf } from '../../../shared/document/schema.ts'
import { type ServerProcess, serverProcess } from '../../support/serverProcess.ts'
import { databaseOf } from '../../support/storeOfTest.ts'
import { until } from '../../support/until.ts'
import { Watched } from './capture.ts'

/**
 * One meeting in which every byte is kept that the server gives anyone: frames of sockets, answers of every route, the
 * log at its most talkative, the metrics. Each test goes on where the one before stopped.
 */
let dataDir: string
let server: ServerProcess
let id: string
let carol: Watched
let dave: Watched
let priya: Watched
let ann: Watched
let wei: Watched
const everyone = (): readonly Watched[] => [carol, dave, priya, ann, wei]
const without = (author: Watched): readonly Watched[] => everyone().filter(person => person !== author)

const CARDS = ['canary-card-one', 'canary-card-two']
const KEYS = ['canary-key-one', 'canary-key-two', 'canary-key-three']
const SHOWN = 'Canary: nobody owns the pool settings'
const EDITED_AWAY = 'Canary that its author wrote over'
const WITHDRAWN = 'Canary that its author took back'
const [ALPHA, BETA] = ['ballot-alpha', 'ballot-beta']

/** What the server says to nobody in particular: its log, and its metrics. */
const aside = async (): Promise<string> =>
  server.printed() + (await (await fetch(`${server.http}/metrics`, { headers: server.headers })).text())

/** What fits of these words, for a failure to show no more than that. */
const found = (words: string, pattern: RegExp): string | null => pattern.exec(words)?.[0] ?? null

const SKIP = { type: 'advanceStep', override: 'the test is about another step' }

/** Goes to a step of the usual agenda, and waits until everybody was told. */
async function goTo(position: number): Promise<void> {
  while ((carol.latest()?.state.current ?? -1) < position) {
    const given = await carol.give(SKIP)
    await carol.heard('the step', ({ rev }) => rev >= given)
  }
  for (const person of everyone()) await person.heard('the step', ({ state }) => state.current === position)
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'debrief-wire-'))
  const databaseUrl = await databaseOf(dataDir)
  server = await serverProcess(dataDir, {
    LOG_LEVEL: 'trace',
    ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
  })
  await server.start()
  id = await server.create('Payments outage')
  carol = await Watched.enter(server, id, 'facilitator', 'Carol')
  dave = await Watched.enter(server, id, 'participant', 'Dave Canary')
  priya = await Watched.enter(server, id, 'participant', 'Priya')
  ann = await Watched.enter(server, id, 'participant', 'Ann')
  wei = await Watched.enter(server, id, 'viewer', 'Wei')
  carol.peer.edit(doc => {
    for (const factor of [ALPHA, BETA]) addItem(doc, 'factors', factor, { text: `Candidate ${factor}` })
  })
  await carol.give({ type: 'openMeeting', minutes: 60 })
  const started = await carol.give({ type: 'startMeeting' })
  await carol.heard('the start', ({ rev }) => rev >= started)
  await goTo(2)
}, 60_000)

afterAll(async () => {
  for (const person of everyone()) person?.peer.leave()
  await server?.end('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

it('[M10] before the reveal no byte of a card, its id or its key is sent to anyone but its author', async () => {
  const [one, two] = CARDS
  await dave.give({ type: 'submitCard', card: one, text: EDITED_AWAY }, KEYS[0])
  await dave.give({ type: 'editCard', card: one, text: SHOWN, category: 'process' }, KEYS[1])
  await dave.give({ type: 'submitCard', card: two, text: WITHDRAWN }, KEYS[2])
  await dave.give({ type: 'withdrawCard', card: two })
  await ann.give({ type: 'submitCard', card: 'of-ann', text: 'Another condition' })
  await priya.give({ type: 'passBrainstorm' })
  for (const person of everyone()) {
    await person.heard('the count', ({ state }) => state.cards.answered === 3)
    await person.readEverything()
  }
  // What is looked for is there to be found, where it may be, and the log does say a lot.
  expect(dave.bytes).toContain(SHOWN)
  expect(server.printed()).toContain('/meeting/commands')
  for (const words of [...without(dave).map(({ bytes }) => bytes), await aside()])
    expect(found(words, /canary-(card|key)|Canary(:| that)/)).toBeNull()
  for (const person of without(ann)) expect(found(person.bytes, /Another condition/)).toBeNull()
})

it('[M11] after the reveal the card is there for all, and what was taken back or written over for nobody', async () => {
  await carol.give({ type: 'revealCards' })
  for (const person of everyone()) {
    await until(`the card at ${person.name}`, () =>
      readList(person.peer.doc, 'factors').some(({ text }) => text === SHOWN),
    )
    await person.heard('the reveal', ({ state }) => state.cards.revealed)
    await person.readEverything()
  }
  for (const words of [...without(dave).map(({ bytes }) => bytes), await aside()])
    expect(found(words, /canary-(card|key)|Canary that/)).toBeNull()
  // The author's own client forgets nothing it was told before; from the reveal on it is told no more of it.
  expect(found(JSON.stringify(dave.latest()), /canary-card|Canary:/)).toBeNull()
})

it('[M11] nothing that holds a revealed card says whose it was', async () => {
  const authors = [dave, ann]
  const { doc } = wei.peer
  const cards = readList(doc, 'factors').filter(({ id: factor }) => factor !== ALPHA && factor !== BETA)
  expect(cards.map(({ text }) => text).sort()).toEqual(['Another condition', SHOWN])
  const names = authors.flatMap(({ person, name }) => [person, name])
  for (const name of names) expect(JSON.stringify(cards)).not.toContain(name)
  // One client wrote both, and it is nobody's.
  const clients = new Set(cards.map(card => listOf(doc, 'factors')._map.get(card.id)?.id.client))
  expect(clients.size).toBe(1)
  for (const { peer } of everyone()) expect(clients).not.toContain(peer.doc.clientID)
  for (const frame of wei.peer.frames.map(bytes => Buffer.from(bytes).toString('utf8')))
    if (frame.includes(SHOWN)) for (const name of names) expect(frame).not.toContain(name)
  const lines = (await aside()).split('\n')
  for (const line of lines)
    if (line.includes(SHOWN)) expect(names.some(name => line.includes(name))).toBe(false)
})

it('[M12] while the vote is open nobody is told of another’s dots, and the tally says how many, not whose', async () => {
  await goTo(4)
  const marks = new Map(everyone().map(person => [person, person.told.length]))
  await carol.give({ type: 'openVote' })
  await dave.give({ type: 'castVote', dots: { [ALPHA]: 3 } }, 'ballot-key-dave')
  await priya.give({ type: 'castVote', dots: { [BETA]: 2 } }, 'ballot-key-priya')
  await ann.give({ type: 'castVote', dots: { [BETA]: 1, [ALPHA]: 1 } }, 'ballot-key-ann')
  for (const person of everyone()) await person.heard('three ballots', ({ state }) => state.vote.voted === 3)
  const since = (person: Watched): string => person.told.slice(marks.get(person) ?? 0)
  expect(since(dave)).toContain(`"own":{"${ALPHA}":3}`)
  for (const person of [carol, wei]) expect(found(since(person), /ballot-(alpha|beta|key)/)).toBeNull()
  expect(found(since(dave), /ballot-(beta|key)/)).toBeNull()
  expect(found(since(priya), /ballot-(alpha|key)/)).toBeNull()

  const closing = new Map(everyone().map(person => [person, person.told.length]))
  await carol.give({ type: 'closeVote' })
  for (const person of everyone()) {
    await person.heard('the tally', ({ state }) => state.vote.phase === 'closed')
    expect(person.latest()?.state.vote).toMatchObject({ tally: { [ALPHA]: 4, [BETA]: 3 }, own: {} })
    expect(found(person.told.slice(closing.get(person) ?? 0), /"own":{"ballot/)).toBeNull()
    await person.readEverything()
    expect(found(person.bytes, /ballot-key/)).toBeNull()
  }
  expect(found(await aside(), /ballot-(alpha|beta|key)/)).toBeNull()
})

it('[M12] the two questions of the close are counts at the end, and nobody’s answers before', async () => {
  await goTo(7)
  await dave.give({ type: 'answerClosing', learned: false, again: true }, 'closing-key-dave')
  await ann.give({ type: 'answerClosing', learned: true, again: true }, 'closing-key-ann')
  await priya.give({ type: 'answerClosing', learned: true, again: false }, 'closing-key-priya')
  for (const person of everyone())
    await person.heard('three answers', ({ state }) => state.closing.answered === 3)
  for (const person of [carol, wei]) {
    expect(person.latest()?.state.closing).toMatchObject({
      answered: 3,
      own: null,
      learned: null,
      again: null,
    })
    await person.readEverything()
    expect(found(person.bytes, /closing-key/)).toBeNull()
  }
  await carol.give({ type: 'endMeeting' })
  for (const person of everyone()) {
    await person.heard('the end', ({ state }) => state.status === 'ended')
    expect(person.latest()?.state.closing).toMatchObject({ answered: 3, own: null, learned: 2, again: 2 })
  }
})
