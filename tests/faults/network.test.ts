import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startSyncServer } from '../support/syncServer.ts'
import { expectWhole, short, Typist } from '../support/typist.ts'
import { until } from '../support/until.ts'

/** Between clients and a server: lets everything through, or swallows it without a word, as a dead network does. */
async function startPipe(
  port: number,
): Promise<{ url: string; swallow(isDead: boolean): void; close(): void }> {
  let isDead = false
  const sockets = new Set<Socket>()
  const pipe = createServer(inner => {
    const outer = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(from)
      from.on('data', bytes => {
        if (!isDead) to.write(bytes)
      })
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        if (!isDead) to.destroy()
      })
    }
  }).listen(0, '127.0.0.1')
  await once(pipe, 'listening')
  const address = pipe.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return {
    url: `ws://127.0.0.1:${address.port}/sync`,
    swallow: dead => {
      isDead = dead
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      pipe.close()
    },
  }
}

it('[W9] a network that dies without a word: the server lets go of those behind it, and they come back with all they typed', async () => {
  const server = await startSyncServer({ limits: { pingEvery: 200, silence: 700 } })
  await server.create('room')
  const pipe = await startPipe(server.port)
  const near = Array.from({ length: 3 }, (_, at) => new Typist(server, 'room', `near${at}`).connect())
  const far = Array.from({ length: 5 }, (_, at) => new Typist(pipe, 'room', `far${at}`).connect())
  const all = [...near, ...far]
  await until('everybody in', () => all.every(({ isSynced }) => isSynced))
  for (const typist of all) typist.start(30)
  for (let outage = 0; outage < short(2, 20); outage++) {
    const then = all.map(({ saved }) => saved.size)
    await until('all type', () => all.every(({ saved }, at) => saved.size > (then[at] ?? 0)))
    pipe.swallow(true)
    await until('the server let go of them', () => server.rooms.stats().sockets === near.length)
    expect(near.flatMap(({ closes }) => closes)).toEqual([])
    pipe.swallow(false)
    // Browsers notice by a watchdog of their own; here they hang up and dial again.
    for (const typist of far) typist.connect()
    await until('they are back', () => far.every(({ isSynced }) => isSynced))
  }
  for (const typist of all) typist.stop()
  await expectWhole(server, 'room', all)
  console.log(`${short(2, 20)} outages of the network between five people and the server`)
  for (const typist of all) typist.leave()
  pipe.close()
  await server.close()
}, 300_000)

it('a network that delays by 80 ms and loses 3 % of the packets: everybody ends with the same document', async context => {
  const folder = mkdtempSync(join(tmpdir(), 'debrief-net-'))
  const script = [
    'ip link set lo up',
    'tc qdisc add dev lo root netem delay 80ms 20ms loss 3%',
    `"${process.execPath}" tests/support/lossyPeers.ts`,
  ].join(' && ')
  const isAllowed =
    spawnSync('unshare', ['-n', 'sh', '-c', script.split(' && ').slice(0, 2).join(' && ')], {
      stdio: 'ignore',
    }).status === 0
  if (!isAllowed) {
    rmSync(folder, { recursive: true })
    context.skip('no network of its own can be made here: this needs root, unshare, and tc with netem')
    return
  }
  const { status, stdout, stderr } = spawnSync('unshare', ['-n', 'sh', '-c', script], {
    env: { PATH: process.env.PATH, DATA_DIR: folder, SECONDS_LONG: String(short(5, 60)) },
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true, force: true })
  console.log(stdout.trim())
  expect(stderr).toBe('')
  expect(status).toBe(0)
}, 300_000)
