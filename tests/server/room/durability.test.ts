import { afterEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Store } from '../../../server/store/store.ts'
import { updateFacts } from '../../../shared/document/edit.ts'
import { SYNC, syncFrame } from '../../../shared/protocol/frames.ts'
import { RawPeer, textIn } from '../../support/peers.ts'
import { type SyncServer, type SyncServerOptions, startSyncServer } from '../../support/syncServer.ts'
import { until } from '../../support/until.ts'

const servers: SyncServer[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()))
})

async function start(options: SyncServerOptions = {}): Promise<SyncServer> {
  const server = await startSyncServer(options)
  servers.push(server)
  await server.create('pm-1')
  return server
}

/** A store whose log can be held back or made to fail. */
function troubled(): {
  through: (store: Store) => Store
  trouble: { gate: Promise<void> | null; error: Error | null }
} {
  const trouble: { gate: Promise<void> | null; error: Error | null } = { gate: null, error: null }
  const through = (store: Store): Store => ({
    ...store,
    probe: () => store.probe(),
    close: () => store.close(),
    log: {
      append: async batches => {
        await trouble.gate
        if (trouble.error) throw trouble.error
        return await store.log.append(batches)
      },
      seed: (...args) => store.log.seed(...args),
      load: (...args) => store.log.load(...args),
      readSince: (...args) => store.log.readSince(...args),
      saveSnapshot: (...args) => store.log.saveSnapshot(...args),
      rewrite: (...args) => store.log.rewrite(...args),
    },
  })
  return { through, trouble }
}

/** What the log holds, applied from nothing. */
async function stored(store: Store, id = 'pm-1'): Promise<Y.Doc> {
  const { snapshot, tail } = await store.log.load(id)
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdateV2(doc, snapshot.state)
  for (const { updates } of tail) for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

it('[P2] peers see an edit at once, its author hears "saved" only after the commit', async () => {
  const { through, trouble } = troubled()
  const server = await start({ through })
  const [ann, bob] = await Promise.all(['ann', 'bob'].map(as => RawPeer.join(server, 'pm-1', `as=${as}&v=1`)))
  if (!ann || !bob) throw new Error('Nobody came')
  let release = (): void => {}
  trouble.gate = new Promise(resolve => {
    release = resolve
  })
  ann.edit(doc => textIn(doc).insert(0, 'seen, not saved'))
  await until('bob sees it', () => `${textIn(bob.doc)}` === 'seen, not saved')
  expect(ann.saved).toBe(0)
  expect(`${textIn(await stored(server.store))}`).toBe('')
  trouble.gate = null
  release()
  await until('saved', () => ann.saved === 1)
  expect(`${textIn(await stored(server.store))}`).toBe('seen, not saved')
})

it('[P2] what many write at once is one commit, and each hears how much of theirs is safe', async () => {
  const server = await start()
  const peers = await Promise.all(
    Array.from({ length: 5 }, (_, at) => RawPeer.join(server, 'pm-1', `as=p${at}&v=1`)),
  )
  for (const peer of peers) for (let at = 0; at < 10; at++) peer.edit(doc => textIn(doc).insert(0, 'x'))
  await until('all saved', () => peers.every(({ saved }) => saved === 10))
  const rows = await server.store.log.readSince('pm-1', 1, 100)
  expect(rows.flatMap(({ updates }) => updates)).toHaveLength(50)
  expect(rows.length).toBeLessThan(25)
})

it('[P2] what is sent again after a drop is acknowledged, and neither stored nor passed on twice', async () => {
  const server = await start()
  const ann = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  ann.edit(doc => textIn(doc).insert(0, 'once'))
  ann.edit(doc => textIn(doc).delete(0, 1))
  await until('saved', () => ann.saved === 2)
  const rows = (await server.store.log.readSince('pm-1', 0, 100)).length
  const bob = await RawPeer.join(server, 'pm-1', 'as=bob&v=1')
  const before = bob.frames.length
  const again = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  again.send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(ann.doc)))
  await until('saved again', () => again.saved === 1)
  expect(await server.store.log.readSince('pm-1', 0, 100)).toHaveLength(rows)
  expect(bob.frames.slice(before).filter(frame => frame[0] === 0)).toEqual([])
})

it('[P3] while the store fails everyone is told, nothing is called saved, and all is kept until it works', async () => {
  const { through, trouble } = troubled()
  const server = await start({ through })
  const [ann, bob] = await Promise.all(['ann', 'bob'].map(as => RawPeer.join(server, 'pm-1', `as=${as}&v=1`)))
  if (!ann || !bob) throw new Error('Nobody came')
  const failing = (peer: RawPeer) => {
    const last = peer.messages.filter(({ t }) => t === 'store').at(-1)
    return last?.t === 'store' ? last.failing : null
  }
  trouble.error = new Error('database or disk is full')
  ann.edit(doc => textIn(doc).insert(0, 'one '))
  await until('both are told', () => failing(ann) === true && failing(bob) === true)
  ann.edit(doc => textIn(doc).insert(4, 'two'))
  await until('bob still sees', () => `${textIn(bob.doc)}` === 'one two')
  const late = await RawPeer.join(server, 'pm-1', 'as=late&v=1')
  expect(failing(late)).toBe(true)
  expect(`${textIn(late.doc)}`).toBe('one two')
  expect(ann.saved).toBe(0)
  expect(server.rooms.stats().isStoreFailing).toBe(true)
  trouble.error = null
  await until('saved', () => ann.saved === 2)
  expect(failing(ann)).toBe(false)
  expect(`${textIn(await stored(server.store))}`).toBe('one two')
})

it('[P4] a room that nobody is in is unloaded after its last write, and opens again as it was', async () => {
  const server = await start({ idle: 20 })
  const ann = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  ann.edit(doc => textIn(doc).insert(0, 'last words'))
  ann.socket.close()
  await until('unloaded', () => server.rooms.list().length === 0)
  expect(`${textIn(await stored(server.store))}`).toBe('last words')
  const bob = await RawPeer.join(server, 'pm-1', 'as=bob')
  expect(`${textIn(bob.doc)}`).toBe('last words')
})

it('[P4] whoever joins while the last write is under way sees it', async () => {
  const { through, trouble } = troubled()
  const server = await start({ through, idle: 1 })
  for (let round = 0; round < 60; round++) {
    const ann = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
    const before = `${textIn(ann.doc)}`.length
    expect(before).toBe(round)
    trouble.gate = new Promise(resolve => setTimeout(resolve, round % 7))
    ann.edit(doc => textIn(doc).insert(0, 'x'))
    ann.socket.close()
    await until('received', async () => {
      const room = await server.rooms.open('pm-1')
      return room.ok && room.value.sockets === 0
    })
    const bob = await RawPeer.join(server, 'pm-1', 'as=bob')
    await until('bob sees it', () => `${textIn(bob.doc)}`.length === round + 1)
    bob.leave()
  }
})

it('[P5] snapshots come between the rows, and opening from one gives the same document', async () => {
  const server = await start({ limits: { framesPerSecond: 1e6, frameBurst: 1e6 } })
  const ann = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  for (let at = 0; at < 30; at++) ann.edit(doc => textIn(doc).insert(0, 'y'.repeat(50_000)))
  await until('saved', () => ann.saved === 30)
  await until('a snapshot', async () => (await server.store.log.load('pm-1')).snapshot !== null)
  const { snapshot } = await server.store.log.load('pm-1')
  expect(snapshot?.seq).toBeGreaterThan(1)
  const rows = await server.store.log.readSince('pm-1', 0, 1_000)
  expect(rows[0]?.seq).toBe(1)
  const replayed = new Y.Doc()
  for (const { updates } of rows) for (const update of updates) Y.applyUpdate(replayed, update)
  expect(textIn(replayed).length).toBe(1_500_000)
  expect(textIn(await stored(server.store)).length).toBe(1_500_000)
})

it('[M11] an edit by the server is committed before anyone sees it, under the server’s id', async () => {
  const { through, trouble } = troubled()
  const server = await start({ through })
  const ann = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  const open = await server.rooms.open('pm-1')
  if (!open.ok) throw new Error('No room')
  let release = (): void => {}
  trouble.gate = new Promise(resolve => {
    release = resolve
  })
  const edited = open.value.edit(doc => updateFacts(doc, { title: 'Renamed' }), 'rename')
  expect(open.value.read().title).toBe('Renamed')
  expect(ann.doc.getMap('meta').get('title')).toBe('Payments outage')
  trouble.gate = null
  release()
  await edited
  await until('ann sees it', () => ann.doc.getMap('meta').get('title') === 'Renamed')
  expect((await stored(server.store)).getMap('meta').get('title')).toBe('Renamed')
})

it('[D10] after its history is purged a text is in no stored byte, and everyone goes on', async () => {
  const server = await start()
  const ann = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  ann.edit(doc => textIn(doc).insert(0, 'hunter2 was the password'))
  await until('saved', () => ann.saved === 1)
  const open = await server.rooms.open('pm-1')
  if (!open.ok) throw new Error('No room')
  await open.value.saveVersion('Before', 'ann')
  ann.edit(doc => textIn(doc).delete(0, 7))
  await until('saved', () => ann.saved === 2)
  const clean = Y.encodeStateAsUpdateV2(new Y.Doc())
  await open.value.purgeHistory(() => clean)
  const { snapshot, tail } = await server.store.log.load('pm-1')
  expect(Buffer.from(snapshot?.state ?? []).includes('hunter2')).toBe(false)
  expect(tail).toEqual([])
  const [kept] = await server.store.versions.list('pm-1')
  expect(kept?.reason).toBe('Before')
  expect([...((await server.store.versions.state('pm-1', kept?.id ?? '')) ?? [])]).toEqual([...clean])
  ann.edit(doc => textIn(doc).insert(0, 'it'))
  await until('saved', () => ann.saved === 3)
  expect(`${textIn(await stored(server.store))}`).toBe('it was the password')
})

it('[O2] closing commits what was typed until then, and says 1012', async () => {
  const server = await startSyncServer()
  const { dataDir, store } = server
  expect(dataDir).not.toBe('')
  await server.create('pm-1')
  const ann = await RawPeer.join(server, 'pm-1', 'as=ann&v=1')
  ann.edit(doc => textIn(doc).insert(0, 'typing'))
  await until('the room has it', async () => {
    const room = await server.rooms.open('pm-1')
    if (!room.ok) return false
    const copy = new Y.Doc()
    Y.applyUpdate(copy, room.value.encode())
    return `${textIn(copy)}` === 'typing'
  })
  await server.rooms.close()
  expect(await ann.closedWith()).toBe(1012)
  expect(`${textIn(await stored(store))}`).toBe('typing')
  const refused = new RawPeer(server, 'pm-1', 'as=bob')
  expect(await refused.closedWith()).toBe(1012)
  await server.close()
})
