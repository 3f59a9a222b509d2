import { z } from 'zod'
import { BOUNDS } from '../base/bounds.ts'
import { isoSecond, parseInstant } from '../base/time.ts'
import { KINDS, SEVERITIES } from '../document/postmortem.ts'
import type { ImportedRows, ImportReport } from '../formats/report.ts'

const line = z.string().trim().max(500, 'At most 500 characters.')
const words = z.array(z.string().trim().min(1).max(200)).max(200)

/** An instant with its offset, kept in UTC; '' is not known. */
const Instant = z
  .string()
  .trim()
  .refine(
    value => value === '' || (/(?:Z|[+-]\d\d:?\d\d)$/i.test(value) && parseInstant(value) !== null),
    'Write an instant in ISO 8601 with its offset, such as 2026-05-27T14:22:00Z.',
  )
  .transform(value => (value === '' ? '' : isoSecond(parseInstant(value) ?? 0)))

const SEVERITY = z.enum(['', ...SEVERITIES], 'The severity is one of SEV1 to SEV5.')

/** Body of `POST /api/postmortems`. */
export const NewPostmortem = z.object({
  title: z
    .string('Give the postmortem a title.')
    .trim()
    .min(1, 'Give the postmortem a title.')
    .max(BOUNDS.title.most, `A title has at most ${BOUNDS.title.most} characters.`),
  kind: z.enum(KINDS, 'The kind is incident or near-miss.').optional(),
  severity: SEVERITY.optional(),
  incident: line.optional(),
  startedAt: Instant.optional(),
  detectedAt: Instant.optional(),
  mitigatedAt: Instant.optional(),
  resolvedAt: Instant.optional(),
  authors: words.optional(),
  reviewers: words.optional(),
  services: words.optional(),
  tags: words.optional(),
  timeZone: line.optional(),
})

/** Body of `POST /api/postmortems/example`: its incident was on the working day before; now when left out. */
export const NewExample = z.object({ asOf: Instant.optional() })

/** Answer of `GET /api/postmortems/:id/lifecycle`. */
export interface LifecycleAnswer {
  /** The fictional example: it counts nowhere. */
  readonly isExample: boolean
  /** Ms since the epoch; null when it is not archived. */
  readonly archivedAt: number | null
}

/** Body of `POST /api/postmortems/:id/archive`. */
export const ArchiveRequest = z.object({ archived: z.boolean('Say whether it is archived.') })

/** Body of `POST /api/postmortems/:id/publication`. */
export const NewPublication = z.object({
  audience: z.enum(['internal', 'external'], 'The audience is internal or external.'),
  /** Why findings that stand in the way may stay as they are; kept in the audit log. */
  reason: z.string().trim().min(1).max(500).optional(),
})

/** Body of `POST /api/checks/language`: texts, and the people whose names make a sentence about a person. */
export const LanguageRequest = z.object({
  texts: z.array(z.string().max(1_000_000)).max(10_000),
  people: z.array(z.string().max(200)).max(1_000).default([]),
})

const ActionToCheck = z.object({
  text: z.string().max(5_000).default(''),
  owner: z.union([z.string().max(500), z.array(z.string().max(500)).max(50)]).nullish(),
  due: z.string().max(60).nullish(),
  status: z.string().max(60).nullish(),
  reason: z.string().max(5_000).nullish(),
  tracker: z.string().max(2_000).nullish(),
  factors: z.array(z.string().max(128)).max(200).nullish(),
})

/** Body of `POST /api/checks/actions`. */
export const ActionsRequest = z.object({
  actions: z.array(ActionToCheck).max(1_000),
  people: z.array(z.string().max(200)).max(1_000).default([]),
  severity: SEVERITY.default(''),
  meetingDate: z.string().max(40).default(''),
})

/** Answer of `POST /api/postmortems`. */
export interface CreatedAnswer {
  readonly id: string
}

/** Answer of `POST /api/postmortems/import`. */
export interface ImportAnswer extends CreatedAnswer {
  readonly report: ImportReport
}

/** Answer of `POST /api/postmortems/:id/timeline/import`: rows added, and rows the timeline had already. */
export interface RowsAnswer {
  readonly added: number
  readonly known: number
  readonly report: ImportedRows['report']
}

/** Answer of `POST /api/postmortems/:id/publication`; `version` is the state that was published. */
export interface PublicationAnswer {
  readonly status: 'published'
  readonly audience: 'internal' | 'external'
  /** Ms since the epoch. */
  readonly publishedAt: number
  readonly version: string
}

/** Answer of `GET …/publication`: what was published last, and who publishing lets read. */
export interface PublicationState {
  readonly last: {
    /** Ms since the epoch. */
    readonly at: number
    /** Name of who published it; '' when they are gone. */
    readonly by: string
    /** The version that was published; its page is at `/p/:id/published/:version`. */
    readonly version: string
    /** Something was edited after it. */
    readonly isOutdated: boolean
  } | null
  readonly readers: {
    /** How many people were invited. */
    readonly invited: number
    /** Colleagues sign in through a provider, and read whatever is published. */
    readonly colleagues: boolean
  }
}
