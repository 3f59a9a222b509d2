import type { Result } from '../base/result.ts'
import type { Facts, Postmortem, TimelineRow } from '../document/postmortem.ts'

/** What an import made of a file, in words for the person who chose it. */
export interface ImportReport {
  /** How many of each were recognised. */
  readonly recognised: {
    readonly facts: number
    readonly sections: number
    readonly rows: number
    readonly factors: number
    readonly whys: number
    readonly actions: number
  }
  /** Sentences about what was read in a way that somebody should look at. */
  readonly notes: readonly string[]
  /** The headings of what was kept under "From the import" because nothing here corresponds to it. */
  readonly leftover: readonly string[]
}

/** An imported postmortem with what became of the file. */
export interface ImportedPostmortem {
  readonly postmortem: Postmortem
  readonly report: ImportReport
}

/** Timeline rows from another tool, ordered by time, with what became of the file. */
export interface ImportedRows {
  readonly rows: readonly TimelineRow[]
  readonly report: { readonly recognised: { readonly rows: number }; readonly notes: readonly string[] }
}

/** What an import needs from outside: ids come from the caller, so that importing stays pure. */
export interface ImportContext {
  readonly newId: () => string
}

/** What rows are read against: times without a day are of the incident's own. */
export interface RowContext extends ImportContext {
  readonly postmortem: Pick<Facts, 'startedAt' | 'timeZone'>
}

/** Reads timeline rows from another tool's file; a file of another kind is refused. */
export type RowReader = (text: string, context: RowContext) => Result<ImportedRows>
