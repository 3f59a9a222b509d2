import { sql } from 'kysely'
import { SqlStore } from '../sql/sqlStore.ts'
import type { Store } from '../store.ts'
import { connectPostgres } from './connect.ts'

/** A store on Postgres; `onBroken` hears of connections that broke. */
export async function openPostgres(url: string, onBroken: (error: Error) => void): Promise<Store> {
  const db = connectPostgres(url, onBroken)
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
