import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { Random } from '../support/random.ts'
import { startSyncServer } from '../support/syncServer.ts'
import { expectWhole, short, Typist } from '../support/typist.ts'
import { until } from '../support/until.ts'

/** Meetings that begin, are held and end, one after another; with their pauses they stand for 90 minutes of one server. */
const MEETINGS = short(6, 90)
const PEOPLE = 12
const SEED = Number(process.env.FAULT_SEED ?? 1)
const MIB = 1_024 * 1_024

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const heap = (): number => {
  collect()
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

it(`${MEETINGS} meetings of ${PEOPLE} one after another: memory, sockets and rooms are back where they began`, async () => {
  console.log(`seed ${SEED}`)
  const random = new Random(SEED)
  const server = await startSyncServer({ idle: 20 })
  const heaps: number[] = []
  for (let meeting = 0; meeting < MEETINGS; meeting++) {
    const room = `meeting-${meeting}`
    await server.create(room)
    const people = Array.from({ length: PEOPLE }, (_, at) => new Typist(server, room, `p${at}`).connect())
    await until('everybody in', () => people.every(({ isSynced }) => isSynced))
    for (const person of people) person.start(40)
    for (let turn = 0; turn < short(5, 20); turn++) {
      await pause(short(50, 150))
      const one = random.pick(people)
      if (one.isOpen) one.disconnect()
      else one.connect()
    }
    for (const person of people) {
      person.stop()
      if (!person.isOpen) person.connect()
    }
    await expectWhole(server, room, people)
    for (const person of people) person.leave()
    await until('the room is unloaded', () => server.rooms.stats().rooms === 0)
    expect(server.rooms.stats().sockets).toBe(0)
    heaps.push(heap())
  }
  const settled = heaps[Math.floor(MEETINGS / 3)] ?? 0
  const grown = (heaps.at(-1) ?? 0) - settled
  console.log(`heap after each meeting, MiB: ${heaps.map(bytes => (bytes / MIB).toFixed(1)).join(' ')}`)
  expect(grown).toBeLessThan(8 * MIB)
  await server.close()
}, 5_400_000)

it('a document with a year of meetings behind it opens about as fast as after the first', async () => {
  const server = await startSyncServer({ idle: 5 })
  await server.create('year')
  const opening = async (): Promise<number> => {
    await until('the room is unloaded', () => server.rooms.stats().rooms === 0)
    const started = performance.now()
    const reader = new Typist(server, 'year', 'reader').connect()
    await until('the document', () => reader.isSynced)
    const took = performance.now() - started
    reader.leave()
    return took
  }
  const median = async (): Promise<number> => {
    const times: number[] = []
    for (let each = 0; each < 9; each++) times.push(await opening())
    return times.sort((a, b) => a - b)[4] ?? 0
  }
  /** A meeting rewrites one page of text, so that the document stays as large while its log grows. */
  const hold = async (meetings: number): Promise<void> => {
    for (let meeting = 0; meeting < meetings; meeting++) {
      const person = new Typist(server, 'year', 'ann').connect()
      await until('the document', () => person.isSynced)
      const text = person.doc.getText('page')
      person.doc.transact(() => {
        text.delete(0, text.length)
        text.insert(0, 'What happened, and what we learned. '.repeat(100))
      })
      for (let word = 0; word < 20; word++) person.doc.getText('page').insert(word, 'x')
      person.type()
      await until('it is saved', () => person.saved.size === person.written.length)
      person.leave()
    }
  }
  await hold(1)
  const first = await median()
  await hold(short(25, 250))
  const last = await median()
  console.log(`opening: ${first.toFixed(1)} ms after the first meeting, ${last.toFixed(1)} ms after a year`)
  expect(last).toBeLessThan(first * 2 + 30)
  await server.close()
}, 600_000)
