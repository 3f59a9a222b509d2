/** Something that happened and must stay on record: who did what to which postmortem. Never a secret. */
export interface AuditRow {
  readonly at: number
  readonly who: string
  /** Stable name, such as `invitation/revoked`. */
  readonly what: string
  readonly postmortem: string
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}

/** Append-only. */
export interface AuditStore {
  append(row: AuditRow): Promise<void>
  /** Newest first; of one postmortem, or of all when it is null. */
  list(postmortem: string | null, limit: number): Promise<AuditRow[]>
}

/** Small JSON values of the workspace: check thresholds, agenda templates. */
export interface SettingStore {
  get(key: string): Promise<unknown>
  put(key: string, value: unknown): Promise<void>
}
