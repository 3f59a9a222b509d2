import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { SettingStore } from '../audit.ts'

/** The key of the advisory lock, in the database of the connection. */
const LOCK = 0x64656272
/** A crash frees the lock at once and an orderly end within this, ms; a start waits so long for it. */
const PATIENCE = 3_000
const RETRY = 200
/** The last process that held the database. */
const HOLDER = 'store/holder'

/** This process's hold of a database, which no other process has meanwhile (N7). */
export interface Hold {
  /** Throws while the database is not held: somebody else may write there. */
  mustHold(): void
  /** Notes in the database who holds it, once its tables are there. */
  sign(settings: SettingStore): Promise<void>
  release(): Promise<void>
}

/**
 * Takes a database for this process alone, by a session's advisory lock on a connection of its own: a process that ends,
 * however it ends, frees it. When the connection is lost the lock is taken again; if another process was there in
 * between, what this one has in memory is out of date, and it writes nothing any more.
 * Rejects when another process has the database.
 */
export async function holdDatabase(
  url: string,
  holder: string,
  onBroken: (error: Error) => void,
): Promise<Hold> {
  let state: 'held' | 'away' | 'lost' | 'released' = 'held'
  let isSigned = false

  const attempt = async (): Promise<pg.Client | null> => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true })
    client.on('error', onBroken)
    try {
      await client.connect()
      const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
        LOCK,
      ])
      if (rows[0]?.taken) return client
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
    await client.end()
    return null
  }

  /** Whether nobody else has had the database since, as its own row says. */
  const isOurs = async (taken: pg.Client): Promise<boolean> => {
    if (!isSigned) return true
    const { rows } = await taken.query<{ value: string }>('select value from settings where key = $1', [
      HOLDER,
    ])
    return rows[0]?.value === JSON.stringify(holder)
  }

  let client: pg.Client | null = null
  const keep = (taken: pg.Client): void => {
    client = taken
    taken.once('end', () => {
      if (client !== taken || state === 'released') return
      client = null
      state = 'away'
      void comeBack()
    })
  }
  const comeBack = async (): Promise<void> => {
    while (state === 'away') {
      let taken: pg.Client | null = null
      try {
        taken = await attempt()
        const mayGoOn = taken !== null && (await isOurs(taken))
        // `release` may have come while this was under way.
        if ((state as string) === 'released') await taken?.end()
        else if (taken && mayGoOn) {
          state = 'held'
          keep(taken)
        } else {
          await taken?.end()
          state = 'lost'
          onBroken(new Error(LOST))
        }
      } catch {
        // A connection that was left open would keep the lock from the next attempt.
        await taken?.end().catch(() => {})
        await wait(RETRY)
      }
    }
  }

  const end = performance.now() + PATIENCE
  for (let taken = await attempt(); ; taken = await attempt()) {
    if (taken) {
      keep(taken)
      break
    }
    if (performance.now() > end) throw new Error(TAKEN)
    await wait(RETRY)
  }
  return {
    mustHold() {
      if (state !== 'held') throw new Error(state === 'lost' ? LOST : AWAY)
    },
    async sign(store) {
      await store.put(HOLDER, holder)
      isSigned = true
    },
    async release() {
      state = 'released'
      const last = client
      client = null
      await last?.end()
    },
  }
}

const TAKEN =
  'another Debrief server is already running on it. Stop that one first, or give this one a database of its own'
const LOST =
  'Another Debrief server took the database over while this one could not reach it. This one saves nothing any more: restart it.'
const AWAY = 'The database cannot be reached, and is not held.'
