import type { AccessStore } from './access.ts'
import type { AuditStore, SettingStore } from './audit.ts'
import type { ImageStore } from './images.ts'
import type { UpdateLog } from './log.ts'
import type { EventLog } from './meetings.ts'
import type { PostmortemStore, VersionStore } from './postmortems.ts'

/** The setting that is true while a server runs: found at a start, it tells that the last one ended in a crash. */
export const RUNNING = 'rooms/running'

/**
 * Where everything that must outlive the process is kept, by concern (P1). Every promise that resolves speaks of
 * committed data; one that rejects changed nothing, or is safe to repeat.
 */
export interface Store {
  readonly log: UpdateLog
  readonly postmortems: PostmortemStore
  readonly versions: VersionStore
  readonly access: AccessStore
  readonly meetings: EventLog
  readonly images: ImageStore
  readonly audit: AuditStore
  readonly settings: SettingStore
  /** Resolves when a write was committed just now; rejects when the store cannot write (O1). */
  probe(): Promise<void>
  close(): Promise<void>
}
