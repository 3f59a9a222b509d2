import type { Kysely } from 'kysely'
import type { Store } from '../store.ts'
import { MeetingKeys } from './meetingKeys.ts'
import { migrate } from './migrations.ts'
import { SqlAccess } from './sqlAccess.ts'
import { SqlImages } from './sqlImages.ts'
import { SqlLog } from './sqlLog.ts'
import { SqlMeetings } from './sqlMeetings.ts'
import { SqlPostmortems, SqlVersions } from './sqlPostmortems.ts'
import { SqlAudit, SqlSettings } from './sqlRecords.ts'
import type { Flavour, Tables } from './tables.ts'

/** Key of the row that {@link SqlStore.probe} writes. */
const PROBE = 'store/probe'

/** What the two databases do in ways of their own, and the secret that neither holds. */
export interface StoreParts {
  readonly secret: string
  /** Makes bytes that were deleted just now unreadable, where the database can do that while a request waits. */
  readonly afterPurge: () => Promise<void>
}

/** The one implementation of the store, on a migrated database of either flavour. */
export class SqlStore implements Store {
  readonly log: SqlLog
  readonly postmortems: SqlPostmortems
  readonly versions: SqlVersions
  readonly access: SqlAccess
  readonly meetings: SqlMeetings
  readonly images: SqlImages
  readonly audit: SqlAudit
  readonly settings: SqlSettings
  readonly #db: Kysely<Tables>

  private constructor(db: Kysely<Tables>, log: SqlLog, { secret, afterPurge }: StoreParts) {
    this.#db = db
    this.log = log
    this.postmortems = new SqlPostmortems(db, afterPurge)
    this.versions = new SqlVersions(db)
    this.access = new SqlAccess(db)
    this.meetings = new SqlMeetings(db, afterPurge, new MeetingKeys(secret))
    this.images = new SqlImages(db, afterPurge)
    this.audit = new SqlAudit(db)
    this.settings = new SqlSettings(db)
  }

  /** Brings the tables up to date first; `logOn` makes the log once they are there. */
  static async open(
    db: Kysely<Tables>,
    flavour: Flavour,
    parts: StoreParts,
    logOn = (): SqlLog => new SqlLog(db, parts.afterPurge),
  ): Promise<SqlStore> {
    await migrate(db, flavour)
    return new SqlStore(db, logOn(), parts)
  }

  async probe(): Promise<void> {
    await this.settings.put(PROBE, Date.now())
  }

  async close(): Promise<void> {
    await this.#db.destroy()
  }
}
