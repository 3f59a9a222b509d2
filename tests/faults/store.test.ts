import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { backUp, restore } from '../../server/store/backup.ts'
import { openStore } from '../../server/store/openStore.ts'
import type { Store } from '../../server/store/store.ts'
import { seedUpdate } from '../../shared/document/seed.ts'
import { CANARY } from '../support/canary.ts'
import { textIn } from '../support/peers.ts'
import { Random } from '../support/random.ts'
import { type SyncServer, startSyncServer } from '../support/syncServer.ts'
import { canaryNextDoor, expectSaved, expectWhole, notOnce, short, Typist } from '../support/typist.ts'
import { until } from '../support/until.ts'

const ROUNDS = short(60, 1_000)
const OUTAGE = short(3_000, 30_000)
const TEARS = short(15, 200)
const SEED = Number(process.env.FAULT_SEED ?? 1)

let folder: string
let servers: SyncServer[] = []
let typists: Typist[] = []
let canary: Typist | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'debrief-store-'))
})

afterEach(async () => {
  for (const typist of typists) typist.leave()
  canary?.leave()
  for (const server of servers) await server.close()
  servers = []
  typists = []
  rmSync(folder, { recursive: true, force: true })
})

/** A server on `name` within the folder, with a canary in another room. */
async function serve(name: string, changes: Parameters<typeof startSyncServer>[0] = {}): Promise<SyncServer> {
  const server = await startSyncServer({ dataDir: join(folder, name), ...changes })
  servers.push(server)
  await server.create('room')
  await server.create('other')
  const secret = new Y.Doc()
  textIn(secret).insert(0, CANARY)
  await server.store.log.append([
    { postmortem: 'other', updates: [Y.encodeStateAsUpdate(secret)], clients: [], unattributed: [], at: 1 },
  ])
  return server
}

async function stop(server: SyncServer): Promise<void> {
  servers = servers.filter(one => one !== server)
  await server.close()
}

async function gather(server: SyncServer, count: number): Promise<void> {
  canary = canaryNextDoor(server)
  typists = Array.from({ length: count }, (_, at) => new Typist(server, 'room', `t${at}`).connect())
  await until('everybody in', () => typists.every(({ isSynced }) => isSynced))
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
const savedByAll = (): number => typists.reduce((sum, { saved }) => sum + saved.size, 0)

/** The log as `wrap` has it, all else as it is. */
const withLog =
  (wrap: (log: Store['log']) => Partial<Store['log']>) =>
  (store: Store): Store => ({
    ...store,
    probe: () => store.probe(),
    close: () => store.close(),
    log: {
      append: batches => store.log.append(batches),
      seed: (...args) => store.log.seed(...args),
      load: id => store.log.load(id),
      readSince: (...args) => store.log.readSince(...args),
      saveSnapshot: (...args) => store.log.saveSnapshot(...args),
      rewrite: (...args) => store.log.rewrite(...args),
      ...wrap(store.log),
    },
  })

it(`[P4] ${ROUNDS} joins that race the unloading of the room on a slow store find every word`, async () => {
  console.log(`seed ${SEED}`)
  const random = new Random(SEED)
  let inStore = 0
  const slowly = async <T>(act: () => Promise<T>): Promise<T> => {
    inStore++
    await pause(random.below(15))
    const result = await act()
    await pause(random.below(15))
    inStore--
    return result
  }
  let loads = 0
  let races = 0
  const server = await serve('slow', {
    idle: 2,
    through: withLog(log => ({
      append: batches => slowly(() => log.append(batches)),
      load: id => {
        if (id === 'room') loads++
        return slowly(() => log.load(id))
      },
      saveSnapshot: (...args) => slowly(() => log.saveSnapshot(...args)),
    })),
  })
  await gather(server, 2)
  for (let round = 0; round < ROUNDS; round++) {
    for (const typist of typists) {
      typist.type()
      if (random.below(8) > 0) typist.disconnect()
    }
    // An unloading begins 2 ms after the last one has left, and takes some 50 to 150 ms here.
    await pause(random.below(200))
    const onlyNextDoor = 1
    if (inStore > 0 && server.rooms.stats().sockets === onlyNextDoor) races++
    for (const typist of typists) if (!typist.isOpen) typist.connect()
    const late = random.pick(typists)
    await until('the document again', () => late.isSynced)
  }
  await expectWhole(server, 'room', typists)
  console.log(
    `${ROUNDS} rounds: the room was loaded ${loads} times, and joined ${races} times while it was settled`,
  )
  expect(loads).toBeGreaterThan(ROUNDS / 10)
  expect(races).toBeGreaterThan(ROUNDS / 20)
}, 600_000)

it(`[P3] a store that fails for ${OUTAGE / 1_000} s: nothing is called saved meanwhile, everyone is told, nothing is lost`, async () => {
  let isBroken = false
  let refused = 0
  const server = await serve('failing', {
    through: withLog(log => ({
      append: async batches => {
        if (isBroken) {
          refused++
          throw new Error('disk I/O error')
        }
        return await log.append(batches)
      },
    })),
  })
  await gather(server, 10)
  for (const typist of typists) typist.start(100)
  await until('something saved', () => typists.every(({ saved }) => saved.size > 2))
  isBroken = true
  await until('everyone is told', () => typists.every(typist => typist.isStoreFailing))
  const saved = savedByAll()
  await pause(OUTAGE)
  expect(savedByAll()).toBe(saved)
  expect(typists.flatMap(({ closes }) => closes)).toEqual([])
  isBroken = false
  await until('everyone is told', () => typists.every(typist => !typist.isStoreFailing))
  for (const typist of typists) typist.stop()
  await expectWhole(server, 'room', typists)
  await stop(server)
  await expectSaved(await serve('failing'), 'room', typists)
  console.log(`${saved} words saved before ${OUTAGE / 1_000} s in which ${refused} commits failed`)
}, 120_000)

it(`[P2] a write-ahead log that ends in the middle, ${TEARS} times: it opens, with whole commits up to some point`, async () => {
  console.log(`seed ${SEED}`)
  const random = new Random(SEED)
  const store = await openStore({ dataDir: join(folder, 'torn'), secret: 'of no use here' })
  await store.log.seed('room', seedUpdate({ title: 'Torn' }), 1)
  const doc = new Y.Doc()
  const words: string[] = []
  doc.on('update', async update => {
    await store.log.append([{ postmortem: 'room', updates: [update], clients: [], unattributed: [], at: 1 }])
  })
  for (let at = 0; at < 60; at++) {
    words.push(`‹w.${at}›`)
    textIn(doc).insert(textIn(doc).length, `‹w.${at}›${'.'.repeat(random.below(3_000))}`)
  }
  await store.probe()
  const file = join(folder, 'torn', 'debrief.sqlite')
  const { size } = statSync(`${file}-wal`)
  expect(size).toBeGreaterThan(100_000)
  let shortest = words.length
  for (let tear = 0; tear < TEARS; tear++) {
    const dataDir = mkdtempSync(join(folder, 'copy-'))
    copyFileSync(file, join(dataDir, 'debrief.sqlite'))
    copyFileSync(`${file}-wal`, join(dataDir, 'debrief.sqlite-wal'))
    truncateSync(join(dataDir, 'debrief.sqlite-wal'), Math.floor(size / 2 + random.below(size / 2)))
    const copy = await openStore({ dataDir, secret: 'of no use here' })
    const { tail } = await copy.log.load('room')
    const torn = new Y.Doc()
    for (const { updates } of tail) for (const update of updates) Y.applyUpdate(torn, update)
    const held = tail.length - 1
    expect(notOnce(`${textIn(torn)}`, words.slice(0, held))).toEqual([])
    expect(torn.store.pendingStructs).toBeNull()
    shortest = Math.min(shortest, held)
    // It goes on from there.
    await copy.log.append([
      { postmortem: 'room', updates: [Uint8Array.of(0, 0)], clients: [], unattributed: [], at: 2 },
    ])
    await copy.close()
  }
  expect(shortest).toBeLessThan(words.length)
  console.log(
    `${TEARS} torn logs of ${size} bytes opened, the shortest with ${shortest} of ${words.length} commits`,
  )
  await store.close()
}, 600_000)

it('[P6] people come back to a server that was restored from an older backup: what they hold is there again', async () => {
  const before = await serve('first')
  await gather(before, 5)
  for (const typist of typists) typist.start(20)
  await until('something saved', () => typists.every(({ saved }) => saved.size > 10))
  await stop(before)
  const file = join(folder, 'backup.sqlite')
  expect((await backUp({ dataDir: join(folder, 'first'), secret: 'of no use here' }, file)).ok).toBe(true)
  expect(existsSync(file)).toBe(true)
  const server = await serve('first', { port: before.port })
  const then = typists.map(({ written }) => written.length)
  const inBackup = then.reduce((sum, count) => sum + count, 0)
  await until('more saved', () => typists.every(({ saved }, at) => saved.size > (then[at] ?? 0) + 10))
  for (const typist of typists) {
    typist.stop()
    typist.disconnect()
  }
  await stop(server)
  expect((await restore({ dataDir: join(folder, 'second'), secret: 'of no use here' }, file)).ok).toBe(true)
  const second = await serve('second', { port: server.port })
  for (const typist of typists) typist.connect()
  await until('everybody back', () => typists.every(({ isSynced }) => isSynced))
  await expectWhole(second, 'room', typists)
  const newer = typists.reduce((sum, { written }) => sum + written.length, -inBackup)
  console.log(`${newer} words newer than the backup came back`)
}, 120_000)
