import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { databaseFile } from '../../../server/store/sqlite/openDatabase.ts'
import { type ApiAnswer, startServer, type TestServer } from '../../support/server.ts'
import { serverProcess } from '../../support/serverProcess.ts'
import { databaseOf } from '../../support/storeOfTest.ts'

/** A meeting in its silent brainstorm with one card, and the server started anew under it. */
const FORMER = 'the secret that the meeting began with'
const OTHER = 'another secret, of no use to that meeting'

let dataDir: string
let server: TestServer
let id: string
let guest: string
let keys = 0

const command = async (command: object, token?: string): Promise<ApiAnswer> => {
  const path = `/api/postmortems/${id}/meeting`
  const { rev } = (await server.api('GET', path)).body ?? {}
  const body = { command, expectedRev: rev ?? 0, idempotencyKey: `key-${++keys}` }
  return await server.api('POST', `${path}/commands`, body, token)
}

async function give(...commands: readonly object[]): Promise<void> {
  for (const each of commands) {
    const answer = await command(each)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  }
}

const meetingOf = async (token?: string) =>
  (await server.api('GET', `/api/postmortems/${id}/meeting`, undefined, token)).body.state

const factors = async (): Promise<string[]> => {
  const { body } = await server.api('GET', `/api/postmortems/${id}`)
  return body.factors.map(({ text }: { text: string }) => text)
}

async function restart(secretKey: string | null, meanwhile = async (): Promise<void> => {}): Promise<void> {
  await server.close()
  await meanwhile()
  server = await startServer({ dataDir, secretKey: secretKey?.replaceAll(' ', '-') ?? null })
}

/** Runs a statement on the database of the server, which must be stopped. */
async function run(statement: string): Promise<void> {
  const databaseUrl = await databaseOf(dataDir)
  if (databaseUrl === null) {
    const database = new Sqlite(databaseFile(dataDir))
    database.exec(statement)
    database.close()
    return
  }
  const client = new pg.Client(databaseUrl)
  await client.connect()
  await client.query(statement)
  await client.end()
}

const SKIP = { type: 'advanceStep', override: 'a test of secrets' }
const CARD = { type: 'submitCard', card: 'one', text: 'Pool use has no alert' }

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'debrief-secret-'))
  server = await startServer({ dataDir })
  await restart(FORMER)
  id = await server.create()
  guest = (await server.guest(id, 'participant')).session
  await give({ type: 'openMeeting', minutes: 60 }, { type: 'startMeeting' }, SKIP, SKIP)
  expect((await command(CARD, guest)).status).toBe(200)
})
afterEach(async () => {
  await server.close()
  await rm(dataDir, { recursive: true })
})

it('[P7] a server that is started anew in a silent step still knows the cards', async () => {
  await restart(FORMER)
  expect((await meetingOf(guest)).cards.own).toMatchObject([{ text: 'Pool use has no alert' }])
  await give({ type: 'revealCards' })
  expect(await factors()).toEqual(['Pool use has no alert'])
})

it('[P7] under another secret the meeting goes on without what is hidden, which is refused and not lost', async () => {
  await restart(OTHER)
  expect(await meetingOf(guest)).toMatchObject({ status: 'running', cards: { own: [] } })
  for (const [what, token] of [
    [CARD, guest],
    [{ ...CARD, card: 'two' }, guest],
    [{ type: 'passBrainstorm' }, guest],
    [{ type: 'revealCards' }, undefined],
  ] as const) {
    const refused = await command(what, token)
    expect([refused.status, refused.body.error.code]).toEqual([409, 'meeting/unopened'])
    expect(refused.body.error.message).toContain('set SECRET_KEY to what it was')
  }
  const words = { text: 'alert', confirm: 'alert' }
  const redaction = await server.api('POST', `/api/postmortems/${id}/redactions`, words)
  expect([redaction.status, redaction.body.error.code]).toEqual([409, 'meeting/unopened'])
  await give({ type: 'park', text: 'Goes on' })
  expect((await server.api('GET', `/api/postmortems/${id}/meeting/moments`)).status).toBe(200)
  await restart(FORMER)
  await give({ type: 'revealCards' })
  expect(await factors()).toEqual(['Pool use has no alert'])
})

it('[P7] a start with another secret names the meetings in the log, and no secret', async () => {
  const databaseUrl = await databaseOf(dataDir)
  const process = await serverProcess(dataDir, {
    SECRET_KEY: OTHER.replaceAll(' ', '-'),
    ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
  })
  await restart(FORMER, async () => {
    await process.start()
    await process.end('SIGTERM')
  })
  const line =
    process
      .printed()
      .split('\n')
      .find(words => words.includes('another secret')) ?? '{}'
  expect(JSON.parse(line)).toMatchObject({ level: 50, rooms: [id] })
  expect(process.printed()).not.toContain('of-no-use')
})

it('[P7] when the secret is gone for good, ending and reopening the meeting makes room for new cards', async () => {
  await restart(OTHER)
  await give({ type: 'endMeeting' }, { type: 'reopenMeeting' })
  expect((await command({ ...CARD, text: 'Written again' }, guest)).status).toBe(200)
  await restart(OTHER)
  await give({ type: 'revealCards' })
  expect(await factors()).toEqual(['Written again'])
})

it('[P7] cards that were stored in plain text before are read, revealed and removed', async () => {
  await give({ type: 'park', text: 'Before' })
  const { people } = await meetingOf()
  const author = people.find(({ role }: { role: string }) => role === 'participant').id
  const { rev } = (await server.api('GET', `/api/postmortems/${id}/meeting`)).body
  const card = { id: 'old', author, text: 'From before', category: '', signed: null }
  const data = JSON.stringify({ at: 1, event: { type: 'cardSubmitted', card }, key: null })
  await restart(FORMER, () =>
    run(
      `insert into "meetingEvents" (postmortem, seq, kind, private, data)
       values ('${id}', ${rev + 1}, 'cardSubmitted', 1, '${data}')`,
    ),
  )
  expect((await meetingOf(guest)).cards.own).toHaveLength(2)
  await give({ type: 'revealCards' })
  expect((await factors()).sort()).toEqual(['From before', 'Pool use has no alert'])
})

it('[P7] without SECRET_KEY the data folder keeps a secret of its own, the same at the next start', async () => {
  await restart(null)
  await give({ type: 'endMeeting' }, { type: 'reopenMeeting' })
  await command(CARD, guest)
  await restart(null)
  expect((await meetingOf(guest)).cards.own).toHaveLength(1)
})
