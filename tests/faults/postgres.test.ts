import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RawPeer, textIn } from '../support/peers.ts'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'
import { type ServerProcess, serverProcess } from '../support/serverProcess.ts'
import { notOnce, short } from '../support/typist.ts'
import { until } from '../support/until.ts'

const RESTARTS = short(3, 12)

let dataDir: string
let postgres: PostgresServer
let server: ServerProcess

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-postgres-restarts-'))
  postgres = await startPostgres()
  server = await serverProcess(dataDir, {
    DATABASE_URL: await postgres.createDatabase(),
    LOG_LEVEL: 'silent',
  })
  await server.start()
})

afterAll(async () => {
  await server?.end('SIGKILL')
  await postgres?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const answers = async (path: string): Promise<number> =>
  (await fetch(`${server.http}${path}`, { headers: server.headers }).catch(() => null))?.status ?? 0

for (const how of ['fast', 'immediate'] as const) {
  it(`[N3] Postgres restarted ${RESTARTS} times (${how}) among people who type and ask: the process lives, nothing is lost`, async () => {
    const id = await server.create(`Restarts ${how}`)
    const people = await Promise.all(
      Array.from({ length: 4 }, () => RawPeer.join(server, id, 'v=1', server.headers)),
    )
    const words: string[] = []
    const typing = setInterval(() => {
      for (const [at, { doc }] of people.entries()) {
        const word = `‹${how}.${at}.${words.length}›`
        words.push(word)
        people[at]?.edit(() => textIn(doc).insert(textIn(doc).length, word))
      }
    }, 40)
    const asking = setInterval(() => {
      for (const path of [`/api/postmortems/${id}`, '/api/postmortems', '/api/actions', '/readyz'])
        void answers(path)
    }, 60)
    try {
      for (let restart = 0; restart < RESTARTS; restart++) {
        await until('it is ready', async () => (await answers('/readyz')) === 200, 20_000)
        const before = people.map(({ saved }) => saved)
        await until(
          'something is saved',
          () => people.every(({ saved }, at) => saved > (before[at] ?? 0)),
          20_000,
        )
        await postgres.kill(how)
        await new Promise(resolve => setTimeout(resolve, 50 + 100 * (restart % 4)))
        await postgres.start()
      }
      await until('it is ready', async () => (await answers('/readyz')) === 200, 20_000)
    } finally {
      clearInterval(typing)
      clearInterval(asking)
    }
    const perPerson = words.length / people.length
    await until('everything is saved', () => people.every(({ saved }) => saved === perPerson), 20_000)
    expect(people.map(({ closed }) => closed)).toEqual(people.map(() => null))
    for (const peer of people) peer.leave()
    await server.end('SIGTERM')
    await server.start()
    const reader = await RawPeer.join(server, id, 'v=1', server.headers)
    expect(notOnce(`${textIn(reader.doc)}`, words)).toEqual([])
    reader.leave()
    console.log(`${words.length} words over ${RESTARTS} ${how} restarts, each there once`)
  }, 300_000)
}
