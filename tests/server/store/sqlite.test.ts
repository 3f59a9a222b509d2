import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../server/store/openStore.ts'
import { databaseFile } from '../../../server/store/sqlite/openDatabase.ts'
import type { Store } from '../../../server/store/store.ts'
import { storeContract } from './contract.ts'

const SECRET = 'the secret of the tests of this store'

let dataDir: string
let store: Store

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-store-'))
  store = await openStore({ dataDir, secret: SECRET })
})

afterAll(async () => {
  await store.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('SQLite', () => {
  storeContract({
    store: () => store,
    reopen: async () => {
      await store.close()
      store = await openStore({ dataDir, secret: SECRET })
      return store
    },
  })

  it('[P1] a second server on the same directory is refused in one sentence, and the first goes on', async () => {
    await expect(openStore({ dataDir, secret: SECRET })).rejects.toThrow(
      `Another Debrief server is already running on ${dataDir}. Stop it first, or give this one its own DATA_DIR.`,
    )
    await store.probe()
  })

  it('[D10] the bytes of a rewritten log are gone from every file', async () => {
    const secret = 'the-password-was-hunter2'
    const update = new TextEncoder().encode(secret)
    await store.log.append([{ postmortem: 'leak', updates: [update], clients: [], unattributed: [], at: 1 }])
    const holds = () =>
      ['debrief.sqlite', 'debrief.sqlite-wal'].some(file =>
        readFileSync(join(dataDir, file)).includes(secret),
      )
    expect(holds()).toBe(true)
    await store.log.rewrite('leak', 1, Uint8Array.of(0, 0), [])
    expect(holds()).toBe(false)
  })

  it('the database itself refuses to change or remove what the audit log holds', async () => {
    await store.audit.append({ at: 5, who: 'carol', what: 'signIn/done', postmortem: '', detail: {} })
    const database = new Sqlite(databaseFile(dataDir))
    const refusal = 'the audit log is append-only'
    expect(() => database.exec(`update audit set who = 'bob'`)).toThrow(refusal)
    expect(() => database.exec('delete from audit')).toThrow(refusal)
    database.close()
  })

  it('a call after the store was closed fails instead of waiting', async () => {
    const other = mkdtempSync(join(tmpdir(), 'debrief-store-'))
    const closed = await openStore({ dataDir: other, secret: SECRET })
    await closed.close()
    await expect(closed.probe()).rejects.toThrow('The store was closed.')
    rmSync(other, { recursive: true, force: true })
  })
})
