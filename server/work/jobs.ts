import type { z } from 'zod'
import type { Result } from '../../shared/base/result.ts'
import type { PostmortemContext } from '../../shared/checks/postmortem.ts'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import type { ImportedRows, ImportReport } from '../../shared/formats/report.ts'
import type { ActionsRequest, LanguageRequest } from '../../shared/protocol/api.ts'

/** What a worker thread is asked to do: its input and its result, both plain values that can cross to another thread. */
export interface Jobs {
  /** Reads a whole postmortem out of a file; `id` is the one it gets. */
  readonly readReport: {
    readonly input: { readonly source: string; readonly text: string; readonly id: string }
    readonly result: Result<{
      readonly postmortem: Postmortem
      /** The document's first update (V1), and what is read of it. */
      readonly seed: Uint8Array
      readonly index: Postmortem
      readonly report: ImportReport
    }>
  }
  /** Reads timeline rows out of a file, and makes the edit that adds those which are not there yet. */
  readonly readRows: {
    readonly input: {
      readonly source: string
      readonly text: string
      readonly postmortem: Postmortem
      /** The Yjs client id of the edit: one of the server's, that nothing was written under. */
      readonly client: number
    }
    readonly result: Result<{
      /** A Yjs update (V1); null when nothing is new. */
      readonly update: Uint8Array | null
      readonly added: number
      readonly known: number
      readonly report: ImportedRows['report']
    }>
  }
  /** Writes a postmortem down in a text format, as UTF-8. */
  readonly write: {
    readonly input: WriteInput
    readonly result: Uint8Array
  }
  /** Runs every check over a postmortem; the result is JSON. */
  readonly findings: {
    readonly input: { readonly postmortem: Postmortem; readonly context: PostmortemContext }
    readonly result: string
  }
  /** A copy of a postmortem under another id, without its comments. */
  readonly copy: {
    readonly input: { readonly postmortem: Postmortem; readonly id: string; readonly title: string }
    readonly result: {
      readonly postmortem: Postmortem
      readonly seed: Uint8Array
      readonly index: Postmortem
    }
  }
  /** The checks of single texts and actions; the results are JSON. */
  readonly language: { readonly input: z.infer<typeof LanguageRequest>; readonly result: string }
  readonly actions: { readonly input: z.infer<typeof ActionsRequest>; readonly result: string }
  /** Reads a kept state (Yjs V2), null being an empty one, with the updates (V1) that followed. */
  readonly readState: {
    readonly input: {
      readonly state: Uint8Array | null
      readonly updates?: readonly Uint8Array[]
      readonly id: string
    }
    readonly result: Postmortem
  }
}

export interface WriteInput {
  readonly format: 'markdown' | 'html' | 'json' | 'timeline-csv' | 'actions-csv'
  readonly postmortem: Postmortem
  readonly publishedOn: string
  /** Pictures as they are stored, by the address that the document has for them. */
  readonly pictures: ReadonlyMap<string, { readonly type: string; readonly bytes: Uint8Array }>
}

export type JobName = keyof Jobs

/** One job as it crosses to a worker. */
export interface Task<N extends JobName = JobName> {
  readonly job: N
  readonly input: Jobs[N]['input']
}
