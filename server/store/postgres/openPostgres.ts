import { sql } from 'kysely'
import { SqlStore } from '../sql/sqlStore.ts'
import type { Store } from '../store.ts'
import { connectPostgres } from './connect.ts'

/** A store on Postgres; `onIdleError` hears of connections that broke while nobody used them. */
export async function openPostgres(url: string, onIdleError: (error: Error) => void): Promise<Store> {
  const db = connectPostgres(url, onIdleError)
  const afterPurge = async (): Promise<void> => {
    for (const table of ['logRows', 'snapshots', 'versions', 'meetingEvents']) {
      await sql`vacuum ${sql.table(table)}`.execute(db)
    }
  }
  try {
    return await SqlStore.open(db, 'postgres', afterPurge)
  } catch (error) {
    await db.destroy()
    throw error
  }
}
