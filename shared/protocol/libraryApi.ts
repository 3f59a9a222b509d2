import type { ActionItem, Category, PostmortemKind, Severity } from '../document/postmortem.ts'
import type { MeetingStatus } from '../meeting/state.ts'
import type { Role } from './roles.ts'

/** One row of `GET /api/postmortems`, which answers an array of them, the latest incident first. */
export interface LibraryItem {
  readonly id: string
  readonly title: string
  readonly kind: PostmortemKind
  readonly severity: Severity | ''
  readonly incident: string
  /** ISO 8601 in UTC, or ''. */
  readonly startedAt: string
  readonly resolvedAt: string
  readonly services: readonly string[]
  readonly tags: readonly string[]
  readonly categories: readonly Category[]
  readonly status: 'draft' | 'published'
  /** Ms since the epoch. */
  readonly createdAt: number
  readonly updatedAt: number
  readonly publishedAt: number | null
  /** Ms since the epoch; null when it is not archived. */
  readonly archivedAt: number | null
  /** The fictional example: it counts nowhere. */
  readonly isExample: boolean
  /** What the asker may do in it. */
  readonly role: Role
  readonly factors: number
  readonly actions: { readonly total: number; readonly done: number; readonly overdue: number }
  /** Where its meeting stands; null when none was opened. */
  readonly meeting: MeetingStatus | null
  /** When the review of a SEV1 or SEV2 is due, in ms; null when none is, it was held, or it is published. */
  readonly reviewDue: number | null
}

/** One row of `GET /api/deleted`, which answers an array of them, the latest deletion first. */
export interface DeletedItem {
  readonly id: string
  readonly title: string
  /** Ms since the epoch. */
  readonly deletedAt: number
  /** Name of who deleted it; '' when they are gone. */
  readonly deletedBy: string
  /** When it is removed for good, ms since the epoch. */
  readonly removedAt: number
}

/** One row of `GET /api/actions`, which answers an array of them, the earliest due date first. */
export interface ActionEntry {
  readonly postmortem: {
    readonly id: string
    readonly title: string
    readonly severity: Severity | ''
    readonly services: readonly string[]
  }
  readonly action: ActionItem
  readonly overdue: boolean
  readonly role: Role
}
