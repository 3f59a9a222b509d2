import { BenchClient } from './client.ts'
import { meetingDocument } from './meetingDocument.ts'
import type { RunningServer } from './servers.ts'

/** What one run of a scenario measured; names are units, so that tables can be made of any of them. */
export type Measured = Readonly<Record<string, number>>

/** A load: rooms of people who type, and move their cursors. Rates are per second. */
export interface Load {
  readonly rooms: number
  readonly people: number
  /** Each edit moves the cursor too, as typing in an editor does. */
  readonly editsPerPerson: number
  readonly warmUp: number
  readonly seconds: number
}

/** Server CPU per 1,000 deliveries (ms), and how long an edit takes to the others (ms). */
export async function typing(server: RunningServer, load: Load): Promise<Measured> {
  const sentAt: number[] = []
  const latencies: number[] = []
  let isMeasuring = false
  const onDelivery = (edit: number): void => {
    const at = sentAt[edit]
    if (isMeasuring && at !== undefined) latencies.push(performance.now() - at)
  }
  const rooms = await Promise.all(
    Array.from({ length: load.rooms }, (_, room) => fill(server, `room-${room}`, load.people, onDelivery)),
  )
  const clients = rooms.flat()
  const edits = load.rooms * load.people * load.editsPerPerson
  let writer = 0
  const type = (): void => {
    sentAt.push(performance.now())
    const client = clients[(writer++ * 7) % clients.length]
    client?.edit(sentAt.length - 1)
    client?.move()
  }
  const run = (seconds: number) => paced(seconds, edits, type)
  await run(load.warmUp)
  isMeasuring = true
  const before = await server.ask('cpu')
  await run(load.seconds)
  await pause(150)
  const after = await server.ask('cpu')
  isMeasuring = false
  for (const client of clients) client.leave()
  return {
    cpu: ((after - before) / latencies.length) * 1_000,
    p95: percentile(latencies, 0.95),
    p50: percentile(latencies, 0.5),
    delivered: latencies.length / (edits * load.seconds * (load.people - 1)),
  }
}

/** The most edits per second in a room of 50 with a p95 below 100 ms and everything delivered. */
export async function capacity(start: () => Promise<RunningServer>): Promise<Measured> {
  let best = 0
  for (let edits = 100; edits <= 12_800; edits *= 2) {
    const server = await start()
    const load = { rooms: 1, people: 50, editsPerPerson: edits / 50, warmUp: 1, seconds: 3 }
    const { p95 = 0, delivered = 0 } = await typing(server, load)
    await server.stop()
    if (p95 > 100 || delivered < 0.95) break
    best = edits
  }
  return { 'edits/s': best }
}

/** Storms before the one that counts: a server that has just started mostly compiles its own code. */
const REHEARSALS = 2

/** A hundred people who join a meeting-sized document at once: until they have it (p95, ms), and CPU (ms). */
export async function storm(server: RunningServer): Promise<Measured> {
  const first = new BenchClient(server.urlOf('meeting'), 'meeting', server, () => {})
  await first.join(true)
  if (server.needsDocument) first.load(meetingDocument())
  for (let rehearsal = 0; rehearsal < REHEARSALS; rehearsal++) {
    await pause(500)
    await oneStorm(server)
  }
  await pause(500)
  const measured = await oneStorm(server)
  first.leave()
  return measured
}

async function oneStorm(server: RunningServer): Promise<Measured> {
  const before = await server.ask('cpu')
  const started = performance.now()
  const times: number[] = []
  const clients = Array.from(
    { length: 100 },
    (_, at) => new BenchClient(server.urlOf('meeting', at), 'meeting', server, () => {}),
  )
  await Promise.all(
    clients.map(async client => {
      await client.join(true)
      times.push(performance.now() - started)
    }),
  )
  const after = await server.ask('cpu')
  for (const client of clients) client.leave()
  return { cpu: after - before, p95: percentile(times, 0.95) }
}

/** Resident memory of an idle connection (KB), from a thousand of them in rooms of five. */
export async function idle(server: RunningServer): Promise<Measured> {
  const warm = await fill(server, 'room-0', 5, () => {})
  const before = await server.ask('memory')
  const rooms = await Promise.all(
    Array.from({ length: 199 }, (_, room) => fill(server, `room-${room + 1}`, 5, () => {})),
  )
  await pause(2_000)
  const after = await server.ask('memory')
  for (const client of [...warm, ...rooms.flat()]) client.leave()
  return { KB: (after - before) / 1_024 / 995 }
}

async function fill(
  server: RunningServer,
  room: string,
  people: number,
  onDelivery: (edit: number) => void,
): Promise<BenchClient[]> {
  const clients = Array.from(
    { length: people },
    (_, at) => new BenchClient(server.urlOf(room, at), room, server, onDelivery),
  )
  for (const client of clients) await client.join(server.answersState)
  return clients
}

/** Does something at a rate, as evenly as timers allow, catching up where they were late. */
async function paced(seconds: number, perSecond: number, act: () => void): Promise<void> {
  const started = performance.now()
  let done = 0
  for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - started) / 1_000) {
    for (; done < elapsed * perSecond; done++) act()
    await pause(2)
  }
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
