import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { databaseFile } from '../../../server/store/sqlite/openDatabase.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { openStoreOfTest } from '../../support/storeOfTest.ts'

let dataDir: string
let server: TestServer
let rev = 0
let keys = 0

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'debrief-meeting-'))
  server = await startServer({ dataDir })
})
afterEach(() => rm(dataDir, { recursive: true }))

/** Gives a command that must be granted, against the state that the last one answered. */
async function give(id: string, command: object, token?: string, key = `key-${++keys}`): Promise<void> {
  const path = `/api/postmortems/${id}/meeting/commands`
  const answer = await server.api('POST', path, { command, expectedRev: rev, idempotencyKey: key }, token)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  rev = answer.body.rev
}

/** A meeting that was led, by the owner, to its silent brainstorm. */
async function brainstorming(): Promise<string> {
  const id = await server.create()
  rev = 0
  const next = { type: 'advanceStep', override: 'a test of what is stored' }
  for (const command of [{ type: 'openMeeting', minutes: 60 }, { type: 'startMeeting' }, next, next])
    await give(id, command)
  return id
}

/** Every byte of the data folder but its secret, read as if it were text. */
async function bytesOnDisk(): Promise<string> {
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true })
  const read = files
    .filter(file => file.isFile() && file.name !== 'secret.key')
    .map(file => readFile(join(file.parentPath, file.name)))
  return (await Promise.all(read)).map(bytes => bytes.toString('latin1')).join('\n')
}

/** The keys of private events as the database holds them, by kind. */
function wrappedKeys(): ReadonlyMap<string, string> {
  const database = new Sqlite(databaseFile(dataDir), { readonly: true })
  const rows = database.prepare('select kind, wrapped from meetingKeys').all() as {
    kind: string
    wrapped: string
  }[]
  database.close()
  return new Map(rows.map(({ kind, wrapped }) => [kind, wrapped]))
}

/** What fits of these words, for a failure to show no more than that. */
const found = (words: string, pattern: RegExp): string | null => pattern.exec(words)?.[0] ?? null

it('[P7] [M11] no byte on disk ever tells who wrote a card or what, and after the reveal not even its key is left', async () => {
  const id = await brainstorming()
  const { session, person } = await server.guest(id, 'participant')
  const card = { type: 'submitCard', card: 'canary-card-id', text: 'Pool use has no alert' }
  await give(id, card, session, 'canary-key')
  await give(id, { type: 'park', text: 'Public canary' }, session)
  const hidden = await bytesOnDisk()
  expect(hidden).toContain('cardSubmitted')
  expect(hidden).toContain('Public canary')
  expect(found(hidden, /canary-card-id|canary-key|Pool use has no alert/)).toBeNull()
  expect(hidden).not.toContain(`"author":"${person}"`)
  const wrapped = wrappedKeys().get('cardSubmitted') ?? 'none'
  expect(hidden).toContain(wrapped)
  await give(id, { type: 'revealCards' })
  const whileRunning = await bytesOnDisk()
  expect(whileRunning).not.toContain(wrapped)
  await server.close()
  for (const bytes of [whileRunning, await bytesOnDisk()]) {
    expect(bytes).not.toMatch(/canary-card-id|canary-key/)
    expect(bytes).not.toContain('cardSubmitted')
    expect(bytes).toContain('Pool use has no alert')
  }
})

it('[M10] [M11] what its author wrote over or took back is on no disk after the reveal', async () => {
  const id = await brainstorming()
  const { session } = await server.guest(id, 'participant')
  await give(id, { type: 'submitCard', card: 'one', text: 'Written over canary' }, session)
  await give(id, { type: 'editCard', card: 'one', text: 'What stays' }, session)
  await give(id, { type: 'submitCard', card: 'two', text: 'Taken back canary' }, session)
  await give(id, { type: 'withdrawCard', card: 'two' }, session)
  await give(id, { type: 'revealCards' })
  const whileRunning = await bytesOnDisk()
  await server.close()
  for (const bytes of [whileRunning, await bytesOnDisk()]) {
    expect(bytes).toContain('What stays')
    expect(found(bytes, /Written over canary|Taken back canary/)).toBeNull()
  }
})

it('[P7] [M12] a closed vote leaves the sum on disk, and no ballot, nor its key; closing answers keep theirs', async () => {
  const id = await brainstorming()
  const { session, person } = await server.guest(id, 'participant')
  await give(id, { type: 'submitCard', card: 'one', text: 'Pool use has no alert' }, session)
  await give(id, { type: 'revealCards' })
  const [factor] = (await server.api('GET', `/api/postmortems/${id}`)).body.factors
  await give(id, { type: 'openVote' })
  await give(id, { type: 'castVote', dots: { [factor.id]: 3 } }, session, 'ballot-canary-key')
  await give(id, { type: 'answerClosing', learned: true, again: true }, session, 'closing-canary-key')
  const hidden = await bytesOnDisk()
  expect(hidden).toContain('ballotCast')
  expect(
    found(hidden, new RegExp(`(ballot|closing)-canary-key|"person":"${person}","(dots|learned)"`)),
  ).toBeNull()
  const [ballots, answers] = ['ballotCast', 'closingAnswered'].map(kind => wrappedKeys().get(kind) ?? 'none')
  await give(id, { type: 'closeVote' })
  expect([...wrappedKeys().values()]).toEqual([answers])
  expect(await bytesOnDisk()).not.toContain(ballots)
  await give(id, { type: 'endMeeting' })
  await server.close()
  const bytes = await bytesOnDisk()
  expect(bytes).toContain('voteClosed')
  expect(found(bytes, /ballotCast|closingAnswered|(ballot|closing)-canary-key/)).toBeNull()
})

it('[P7] [M18] whose a learning is stands on no disk, neither before the end of the meeting nor after', async () => {
  const id = await brainstorming()
  const { session, person } = await server.guest(id, 'participant')
  await give(id, { type: 'recordLearning', text: 'A pool fills slowly' }, session, 'learning-canary-key')
  await give(id, { type: 'park', text: 'A larger pool' }, session, 'parked-canary-key')
  const hidden = await bytesOnDisk()
  expect(hidden).toContain('learningAnswered')
  expect(
    found(hidden, new RegExp(`(learning|parked)-canary-key|${person} |"person":"${person}","passed"`)),
  ).toBeNull()
  await give(id, { type: 'endMeeting' })
  await server.close()
  const bytes = await bytesOnDisk()
  expect(bytes).toContain('A pool fills slowly')
  expect(found(bytes, /learningAnswered|(learning|parked)-canary-key/)).toBeNull()
})

it('[M15] [M18] learnings and ideas that an older version stored beside a person lose that person', async () => {
  const id = await brainstorming()
  await server.close()
  const file = new Sqlite(databaseFile(dataDir))
  const add = file.prepare(
    'INSERT INTO "meetingEvents" ("postmortem", "seq", "kind", "private", "data") VALUES (?, ?, ?, 0, ?)',
  )
  const learned = { type: 'learningRecorded', person: 'p-canary', text: 'Slow' }
  const parked = { type: 'ideaParked', item: { id: 'i', text: 'Fast' } }
  for (const [place, event] of [learned, parked].entries())
    add.run(id, 900 + place, event.type, JSON.stringify({ at: 1, event, key: 'p-canary some-key' }))
  file.prepare(`DELETE FROM "kysely_migration" WHERE "name" = '007-unsigned-learnings'`).run()
  file.close()
  const store = await openStoreOfTest(dataDir)
  const events = await store.meetings.read(id)
  await store.close()
  expect(JSON.stringify(events)).toContain('"Slow"')
  expect(JSON.stringify(events)).not.toContain('p-canary')
})

it('[D9] the document is kept as it was before the meeting, after each step and at its end', async () => {
  const id = await brainstorming()
  await give(id, { type: 'endMeeting' })
  await server.close()
  const store = await openStoreOfTest(dataDir)
  const versions = await store.versions.list(id)
  await store.close()
  expect(versions.map(version => version.reason).reverse()).toEqual([
    'Before the meeting',
    'After Opening and earlier actions',
    'After Timeline review',
    'End of the meeting',
  ])
})
