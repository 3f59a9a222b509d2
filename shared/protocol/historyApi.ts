import { z } from 'zod'
import { ACTION_STATUSES } from '../document/postmortem.ts'

/** One row of `GET …/versions`, which answers an array of them, the newest first. */
export interface VersionItem {
  readonly id: string
  /** Ms since the epoch. */
  readonly at: number
  /** Why it was kept: a step of the meeting, a publication, a while of editing, a restore. */
  readonly reason: string
  /** Who caused it, or who wrote since the version before; empty when only the server did. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

/** Answer of `POST …/versions/:version/restore`: the version that keeps what stood there before. */
export interface RestoredAnswer {
  readonly before: string
}

const isDay = (value: string): boolean => {
  const at = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value)
}

/** Body of `PATCH …/actions/:action`: what of an action is followed up. */
export const ActionChange = z
  .strictObject({
    status: z.enum(ACTION_STATUSES, 'The status is open, in-progress, done or declined.').optional(),
    due: z
      .string()
      .trim()
      .refine(value => value === '' || (/^\d{4}-\d\d-\d\d$/.test(value) && isDay(value)), {
        message: 'Write the due date as a day, such as 2026-06-12, or leave it empty.',
      })
      .optional(),
    /** Why it is declined; kept whatever the status becomes. */
    reason: z.string().trim().max(500, 'Say the reason in at most 500 characters.').optional(),
  })
  .refine(
    change => Object.values(change).some(value => value !== undefined),
    'Send a status, a due date or a reason.',
  )

/** Shorter phrases stand in too many words to be taken out of a document safely. */
const SHORTEST = 3

/** Body of `POST …/redactions`: without `confirm`, equal to the text, the places are only counted. */
export const RedactionRequest = z.object({
  text: z
    .string('Say which text.')
    .trim()
    .min(SHORTEST, `A text of at least ${SHORTEST} characters.`)
    .max(500, 'At most 500 characters at once.'),
  confirm: z.string().trim().optional(),
})

/** Answer of `POST …/redactions`: where the text stands, and whether it was removed. */
export interface RedactionAnswer {
  readonly done: boolean
  /** How often it stands in each part of the document, such as `summary` or `timeline`; parts without it are left out. */
  readonly document: Readonly<Record<string, number>>
  /** How many earlier versions hold it; they stay, without it. */
  readonly versions: number
  /** How often it stands in what was said in the meeting. */
  readonly meeting: number
}
