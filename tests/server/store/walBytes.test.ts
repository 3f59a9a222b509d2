import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { startServer, type TestServer } from '../../support/server.ts'

/** A meeting on Postgres, and every byte that Postgres writes of it: tables, freed rows, write-ahead log. */
let postgres: PostgresServer
let database: pg.Client
let server: TestServer
let rev = 0

beforeAll(async () => {
  postgres = await startPostgres()
  const databaseUrl = await postgres.createDatabase()
  database = new pg.Client(databaseUrl)
  await database.connect()
  server = await startServer({ databaseUrl })
}, 120_000)

afterAll(async () => {
  await server?.close()
  await database?.end()
  await postgres?.stop()
})

async function bytesOf(under: 'pg_wal' | 'base'): Promise<string> {
  await database.query('checkpoint')
  const { rows } = await database.query('show data_directory')
  const folder = join(rows[0].data_directory, under)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(file => file.isFile())
  return files.map(file => readFileSync(join(file.parentPath, file.name)).toString('latin1')).join('\n')
}

async function give(
  id: string,
  { type, ...more }: { type: string; [name: string]: unknown },
  token?: string,
): Promise<void> {
  const command = { type, ...more }
  const body = { command, expectedRev: rev, idempotencyKey: `${type}-${rev}` }
  const answer = await server.api('POST', `/api/postmortems/${id}/meeting/commands`, body, token)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  rev = answer.body.rev
}

const found = (words: string, pattern: RegExp): string | null => pattern.exec(words)?.[0] ?? null

it('[P7] neither the write-ahead log nor any page holds a card, ballot or closing answer, before or after', async () => {
  const id = await server.create()
  const { session, person } = await server.guest(id, 'participant')
  const skip = { type: 'advanceStep', override: 'a test of what is stored' }
  for (const command of [{ type: 'openMeeting', minutes: 60 }, { type: 'startMeeting' }, skip, skip])
    await give(id, command)
  await give(id, { type: 'park', text: 'Public canary' }, session)
  await give(id, { type: 'submitCard', card: 'one', text: 'Hidden, then edited' }, session)
  await give(id, { type: 'editCard', card: 'one', text: 'Shown after all' }, session)
  await give(id, { type: 'submitCard', card: 'two', text: 'Hidden, then taken back' }, session)
  await give(id, { type: 'withdrawCard', card: 'two' }, session)
  for (const under of ['pg_wal', 'base'] as const) {
    const hidden = await bytesOf(under)
    expect(found(hidden, /Public canary/)).toBe('Public canary')
    expect(found(hidden, /Shown after all/)).toBeNull()
  }
  await give(id, { type: 'revealCards' })
  const [factor] = (await server.api('GET', `/api/postmortems/${id}`)).body.factors
  await give(id, { type: 'openVote' })
  await give(id, { type: 'castVote', dots: { [factor.id]: 3 } }, session)
  await give(id, { type: 'answerClosing', learned: true, again: true }, session)
  await give(id, { type: 'closeVote' })
  await give(id, { type: 'endMeeting' })
  const linked = new RegExp(
    `Hidden, then|"author":"${person}"|"person":"${person}","(dots|learned)"|${person} (submitCard|editCard|withdrawCard|castVote|answerClosing)`,
  )
  for (const under of ['pg_wal', 'base'] as const) {
    const settled = await bytesOf(under)
    expect(found(settled, /Shown after all/)).toBe('Shown after all')
    expect(found(settled, linked)).toBeNull()
  }
  expect((await database.query('select * from "meetingKeys"')).rows).toEqual([])
})

it('[P7] no request waits for a vacuum', async () => {
  const { rows } = await database.query('select sum(vacuum_count)::int as all from pg_stat_user_tables')
  expect(rows).toEqual([{ all: 0 }])
})
