import { expect, it } from 'vitest'
import { appendEvents, readJournal } from '../../../server/meeting/journal.ts'
import type { MeetingEvent } from '../../../shared/meeting/events.ts'
import { CAROL, lobby } from '../../support/meetingTable.ts'
import { MemoryEventStore } from '../../support/memoryEventStore.ts'

const ID = 'long'

/** A log of so many raised and lowered hands, each with the key of its command. */
async function storeOf(count: number): Promise<MemoryEventStore> {
  const store = new MemoryEventStore()
  const [opened] = lobby().log
  if (!opened) throw new Error('no meeting')
  const hand = (at: number): MeetingEvent => ({
    type: at % 2 ? 'handRaised' : 'handLowered',
    person: CAROL.id,
  })
  const events = [opened.event, ...Array.from({ length: count }, (_, at) => hand(at))]
  const rows = events.map((event, at) => ({
    kind: event.type,
    private: false,
    data: { at: 1, event, key: `key ${at}` },
  }))
  await store.append(ID, 0, rows, [])
  return store
}

async function timeToRead(count: number): Promise<number> {
  const store = await storeOf(count)
  const times: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    const started = performance.now()
    await readJournal(store, ID)
    times.push(performance.now() - started)
  }
  return Math.min(...times)
}

it('reading a meeting takes time with its events, not with their square, and lets others in meanwhile', async () => {
  await timeToRead(2_000)
  const [few, many] = [await timeToRead(5_000), await timeToRead(20_000)]
  console.log(`5,000 events ${few.toFixed(0)} ms, 20,000 events ${many.toFixed(0)} ms`)
  expect(many / few).toBeLessThan(9)
  let turns = 0
  let isDone = false
  const count = (): void => {
    turns++
    if (!isDone) setImmediate(count)
  }
  setImmediate(count)
  await readJournal(await storeOf(20_000), ID)
  isDone = true
  expect(turns).toBeGreaterThan(10)
})

it('[M2] the keys of the newest two thousand commands are known, and no more are kept', async () => {
  const store = await storeOf(2_500)
  const journal = await readJournal(store, ID)
  expect(['key 2500', 'key 501', 'key 500'].map(key => journal.keys.has(key))).toEqual([true, true, false])
  const event = { type: 'handRaised', person: CAROL.id } as const
  const next = await appendEvents(store, ID, journal, [event], 1, { event, key: 'newest' })
  expect([next?.keys.has('newest'), next?.keys.has('key 501')]).toEqual([true, false])
})
