import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { serveHealth } from '../../server/http/health.ts'
import type { Services } from '../../server/http/services.ts'
import { openStore } from '../../server/store/openStore.ts'
import { RawPeer, textIn } from '../support/peers.ts'
import { Random } from '../support/random.ts'
import { startServer } from '../support/server.ts'
import { serverProcess } from '../support/serverProcess.ts'
import { expectSaved, expectWhole, notOnce, short, Typist } from '../support/typist.ts'
import { until } from '../support/until.ts'

const KILLS = short(3, 100)
const SEED = Number(process.env.FAULT_SEED ?? 1)

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'debrief-disk-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

it(`[P5] kill -9 while the log is appended to, snapshotted and rewritten, ${KILLS} times: no committed row is lost`, async () => {
  console.log(`seed ${SEED}`)
  const random = new Random(SEED)
  const words: string[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    const child = spawn(process.execPath, ['tests/support/compactor.ts', `k${kill}`], {
      env: { PATH: process.env.PATH, DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString()
    })
    const enough = 3 + random.below(20)
    await until('some rows', () => said.split('\n').length > enough, 20_000)
    await new Promise(resolve => setTimeout(resolve, random.below(15)))
    child.kill('SIGKILL')
    await once(child, 'close')
    words.push(...said.split('\n').filter(word => word.endsWith('›')))
    const store = await openStore({ dataDir: folder, secret: 'of no use here' })
    const { snapshot, tail } = await store.log.load('room')
    const doc = new Y.Doc()
    if (snapshot) Y.applyUpdateV2(doc, snapshot.state)
    for (const { updates } of tail) for (const update of updates) Y.applyUpdate(doc, update)
    await store.close()
    expect(notOnce(`${textIn(doc)}`, words)).toEqual([])
    expect(doc.store.pendingStructs).toBeNull()
  }
  console.log(`${words.length} committed rows through ${KILLS} kills of the compaction`)
}, 900_000)

/** A file system of its own that is soon full; null where mounting one is not allowed. */
function smallDisk(): string | null {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'none', disk], { stdio: 'ignore' })
  return status === 0 ? disk : null
}

it('[P3] a full disk: nothing is called saved, everyone is told; freed, all is saved; and it outlives kill -9', async context => {
  const disk = smallDisk()
  if (!disk) {
    context.skip('no file system can be mounted here: this needs root')
    return
  }
  const server = await serverProcess(disk, { LOG_LEVEL: 'silent' }, 'tests/support/faultServer.ts')
  const typists: Typist[] = []
  try {
    await server.start()
    for (let at = 0; at < 10; at++) typists.push(new Typist(server, 'room', `t${at}`).connect())
    for (const typist of typists) typist.start(50)
    await until('something saved', () => typists.every(({ saved }) => saved.size > 3))
    const ballast = join(disk, 'ballast')
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 64 * 1_024))
    await until('everyone is told', () => typists.every(({ isStoreFailing }) => isStoreFailing), 60_000)
    const saved = typists.reduce((sum, typist) => sum + typist.saved.size, 0)
    await new Promise(resolve => setTimeout(resolve, short(2_000, 20_000)))
    expect(typists.reduce((sum, typist) => sum + typist.saved.size, 0)).toBe(saved)
    expect(typists.flatMap(({ closes }) => closes)).toEqual([])
    rmSync(ballast)
    await until('it is over', () => typists.every(({ isStoreFailing }) => !isStoreFailing), 30_000)
    for (const typist of typists) typist.stop()
    await expectWhole(server, 'room', typists)
    await server.end('SIGKILL')
    await server.start()
    await expectSaved(server, 'room', typists)
    console.log(`${saved} words saved when the disk was full`)
  } finally {
    for (const typist of typists) typist.leave()
    await server.end('SIGKILL')
    spawnSync('umount', [disk])
  }
}, 180_000)

it('[P3] [O1] a data folder that is deleted under the server: nothing is called saved from then on, and it says so', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'debrief-deleted-'))
  const server = await startServer({ dataDir })
  const id = await server.create()
  const at = { url: `${server.url.replace('http', 'ws')}/sync` }
  const headers = { authorization: `Bearer ${server.ownerToken}` }
  const peer = await RawPeer.join(at, id, 'v=1', headers)
  peer.edit(doc => textIn(doc).insert(0, 'saved'))
  await until('it is saved', () => peer.saved === 1)
  rmSync(dataDir, { recursive: true })
  peer.edit(doc => textIn(doc).insert(0, 'not '))
  await until('everybody is told', () =>
    peer.messages.some(message => message.t === 'store' && message.failing),
  )
  await until('it is not ready', async () => (await server.api('GET', '/readyz')).status === 503)
  expect(peer.saved).toBe(1)
  expect(peer.closed).toBeNull()
  peer.leave()
  await server.close()
}, 60_000)

it('[O1] however many strangers ask whether the server is ready, the store proves it once in a second', async () => {
  let proofs = 0
  const app = express()
  const probe = async (): Promise<void> => void proofs++
  serveHealth(app, { store: { probe }, metrics: {}, isClosing: () => false } as unknown as Services)
  const http = app.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const started = performance.now()
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => fetch(`http://127.0.0.1:${port}/readyz`)),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(proofs).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - started) / 1_000))
  http.closeAllConnections()
  http.close()
})
