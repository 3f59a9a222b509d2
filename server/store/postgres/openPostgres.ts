import { randomUUID } from 'node:crypto'
import type { KyselyPlugin } from 'kysely'
import { SqlStore } from '../sql/sqlStore.ts'
import type { Store } from '../store.ts'
import { connectPostgres } from './connect.ts'
import { type Hold, holdDatabase } from './hold.ts'

/**
 * A store on Postgres for this process alone (N7); `secret` wraps keys, `onBroken` hears of connections that broke.
 * Rejects when another process has the database.
 */
export async function openPostgres(
  url: string,
  secret: string,
  onBroken: (error: Error) => void,
): Promise<Store> {
  const hold = await holdDatabase(url, randomUUID(), onBroken)
  const db = connectPostgres(url, onBroken).withPlugin(writesOnlyWhile(hold))
  // Nothing takes deleted bytes out of pages and write-ahead log here, a vacuum neither: private events are encrypted,
  // and their keys deleted, for that reason (P7).
  const afterPurge = async (): Promise<void> => {}
  try {
    const store = await SqlStore.open(db, 'postgres', { secret, afterPurge })
    await hold.sign(store.settings)
    const close = store.close.bind(store)
    store.close = async () => {
      await close()
      await hold.release()
    }
    return store
  } catch (error) {
    await db.destroy()
    await hold.release()
    throw error
  }
}

/** Lets nothing but reading through while the database is not held. */
const writesOnlyWhile = (hold: Hold): KyselyPlugin => ({
  transformQuery({ node }) {
    if (node.kind !== 'SelectQueryNode') hold.mustHold()
    return node
  },
  transformResult: async ({ result }) => result,
})
