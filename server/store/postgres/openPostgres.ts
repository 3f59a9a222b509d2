import { SqlStore } from '../sql/sqlStore.ts'
import type { Store } from '../store.ts'
import { connectPostgres } from './connect.ts'

/** A store on Postgres; `secret` wraps keys, `onBroken` hears of connections that broke. */
export async function openPostgres(
  url: string,
  secret: string,
  onBroken: (error: Error) => void,
): Promise<Store> {
  const db = connectPostgres(url, onBroken)
  // Nothing takes deleted bytes out of pages and write-ahead log here, a vacuum neither: private events are encrypted,
  // and their keys deleted, for that reason (P7).
  const afterPurge = async (): Promise<void> => {}
  try {
    return await SqlStore.open(db, 'postgres', { secret, afterPurge })
  } catch (error) {
    await db.destroy()
    throw error
  }
}
