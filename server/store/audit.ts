/** Something that happened and must stay on record: who did what to which postmortem. Never a secret. */
export interface AuditRow {
  readonly at: number
  readonly who: string
  /** Stable name, such as `invitation/revoked`. */
  readonly what: string
  readonly postmortem: string
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}

/** A row with its place in the log, which only grows. */
export interface AuditEntry extends AuditRow {
  readonly id: number
}

/** Which rows are asked for; what is left out does not matter. */
export interface AuditFilter {
  readonly postmortem?: string
  readonly who?: string
  /** The whole name, or its part before the slash. */
  readonly what?: string
  /** From this instant on. */
  readonly from?: number
  /** Before this instant. */
  readonly to?: number
  /** Older than the row with this id: the next page. */
  readonly before?: number
}

/** Append-only: the database itself refuses changes, and removal of anything but what {@link AuditStore.forget} names. */
export interface AuditStore {
  append(row: AuditRow): Promise<void>
  /** Newest first; of one postmortem, or of all when it is null. */
  list(postmortem: string | null, limit: number): Promise<AuditRow[]>
  /** Newest first. */
  page(filter: AuditFilter, limit: number): Promise<AuditEntry[]>
  /** How many rows are older than this instant. */
  countBefore(at: number): Promise<number>
  /** Removes rows older than this instant, as the workspace's retention says; resolves to how many. */
  forget(before: number): Promise<number>
}

/** Small JSON values of the workspace: check thresholds, agenda templates. */
export interface SettingStore {
  get(key: string): Promise<unknown>
  put(key: string, value: unknown): Promise<void>
}
