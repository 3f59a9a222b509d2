/**
 * One postmortem as plain values: what checks, formats, the library and the screens read.
 * Nothing here knows Yjs. Instants are ISO 8601 in UTC, or '' when nobody has said (D7).
 */
export interface Postmortem extends Facts, Record<SectionName, RichText> {
  readonly id: string
  readonly schema: number
  /** Ordered by `at`, then by `order`; rows of unknown time come last. */
  readonly timeline: readonly TimelineRow[]
  /** Ordered by `order`. */
  readonly factors: readonly Factor[]
  readonly whys: readonly Why[]
  readonly actions: readonly ActionItem[]
  readonly parked: readonly ParkedIdea[]
  /** What people said beside the text, the oldest thread first; those of rows that are gone are left out. */
  readonly comments: readonly CommentThread[]
}

/** Header facts: the scalar fields of `meta`. */
export interface Facts {
  readonly title: string
  readonly kind: PostmortemKind
  readonly severity: Severity | ''
  /** The incident's own key, such as INC-2934. */
  readonly incident: string
  readonly startedAt: string
  readonly detectedAt: string
  readonly mitigatedAt: string
  readonly resolvedAt: string
  readonly authors: readonly string[]
  readonly reviewers: readonly string[]
  readonly services: readonly string[]
  readonly tags: readonly string[]
  /** IANA zone for display beside UTC, or ''. */
  readonly timeZone: string
}

/** The names of the header facts, in the order in which they are told. */
export const FACTS = [
  'title',
  'kind',
  'severity',
  'incident',
  'startedAt',
  'detectedAt',
  'mitigatedAt',
  'resolvedAt',
  'authors',
  'reviewers',
  'services',
  'tags',
  'timeZone',
] as const satisfies readonly (keyof Facts)[]

export const KINDS = ['incident', 'near-miss'] as const
export type PostmortemKind = (typeof KINDS)[number]

export const SEVERITIES = ['SEV1', 'SEV2', 'SEV3', 'SEV4', 'SEV5'] as const
export type Severity = (typeof SEVERITIES)[number]

/** The rich-text sections, in the order of the page; `imported` holds what an import did not recognise. */
export const SECTIONS = [
  'summary',
  'impact',
  'rootCause',
  'wentWell',
  'couldImprove',
  'lucky',
  'lessons',
  'imported',
] as const
export type SectionName = (typeof SECTIONS)[number]

/** Rich text: the block nodes of a ProseMirror document, in its JSON form. Empty when nothing is written. */
export type RichText = readonly RichNode[]

/** A ProseMirror node in JSON form. Text nodes carry `text` and `marks`, others `content`. */
export interface RichNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, string | number | boolean | null>>
  readonly content?: readonly RichNode[]
  readonly text?: string
  readonly marks?: readonly RichMark[]
}

export interface RichMark {
  readonly type: string
  readonly attrs?: Readonly<Record<string, string | number | boolean | null>>
}

export const ROW_KINDS = [
  'change',
  'onset',
  'detect',
  'escalate',
  'decide',
  'mitigate',
  'resolve',
  'note',
] as const
export type RowKind = (typeof ROW_KINDS)[number]

export const PRECISIONS = ['minute', 'day', 'unknown'] as const
export type Precision = (typeof PRECISIONS)[number]

export const ROW_STATES = ['draft', 'confirmed', 'disputed'] as const
export type RowState = (typeof ROW_STATES)[number]

export interface TimelineRow {
  readonly id: string
  readonly at: string
  readonly precision: Precision
  readonly order: string
  readonly text: string
  readonly kind: RowKind
  /** Where the row came from: `type` such as slack, pagerduty, '' for written by hand. */
  readonly source: { readonly type: string; readonly url: string }
  readonly state: RowState
}

export const CATEGORIES = ['people', 'process', 'technology', 'environment', 'measurements'] as const
export type Category = (typeof CATEGORIES)[number]

export interface Factor {
  readonly id: string
  readonly text: string
  readonly category: Category | ''
  /** The name of the group it sits in, or ''. */
  readonly group: string
  readonly order: string
  readonly chosen: boolean
  /** Why no action follows from it, or ''. */
  readonly waiver: string
  /** Timeline rows it explains. */
  readonly rows: readonly string[]
}

export interface Why {
  readonly id: string
  readonly text: string
  /** Ids of the whys or factors it answers; empty means the incident's effect itself. */
  readonly parents: readonly string[]
  readonly evidence: string
  readonly systemic: boolean
  readonly order: string
}

export const ACTION_STATUSES = ['open', 'in-progress', 'done', 'declined'] as const
export type ActionStatus = (typeof ACTION_STATUSES)[number]

export const ACTION_TYPES = ['prevent', 'detect', 'mitigate', 'process'] as const
export type ActionType = (typeof ACTION_TYPES)[number]

export interface ActionItem {
  readonly id: string
  readonly text: string
  readonly owner: string
  /** A day, `YYYY-MM-DD`, or ''. */
  readonly due: string
  readonly status: ActionStatus
  /** Why it is declined, or ''; kept when the status changes again. Documents from before this field read as ''. */
  readonly reason: string
  readonly tracker: string
  readonly type: ActionType | ''
  readonly factors: readonly string[]
  readonly order: string
}

export interface ParkedIdea {
  readonly id: string
  readonly text: string
  readonly order: string
}

/** The lists whose rows can be commented on. */
export const COMMENTED_LISTS = ['timeline', 'factors', 'whys', 'actions'] as const
export type CommentedList = (typeof COMMENTED_LISTS)[number]

/** What a comment is about: a row, or words of a section. */
export type CommentPlace =
  | { readonly in: CommentedList; readonly id: string }
  /** `quote` holds the words as they were; lines of different blocks are apart by a line break. */
  | { readonly in: 'section'; readonly section: SectionName; readonly quote: string }

/** A comment with its replies. */
export interface CommentThread {
  /** The id of its first comment. */
  readonly id: string
  readonly about: CommentPlace
  /** Asked for an answer; open until it is resolved. */
  readonly question: boolean
  /** '' while it is open. */
  readonly resolvedAt: string
  readonly resolvedBy: CommentAuthor | null
  /** The one that began it, then the replies, the oldest first. */
  readonly comments: readonly Comment[]
}

export interface Comment {
  readonly id: string
  /** '' once its author took it back and others had replied. */
  readonly text: string
  readonly at: string
  /** '' when it stands as it was first written. */
  readonly editedAt: string
  readonly author: CommentAuthor
}

/** Whoever wrote what is shown: where it was written, which the server knows the author of. */
export interface CommentAuthor {
  /** The Yjs client id, and the clock under it. */
  readonly client: number
  readonly clock: number
  /** As the document has it, where nobody has asked the server. */
  readonly name: string
}

/** The number of the document schema that this build reads and writes (D4). */
export const SCHEMA = 1
