import { isoDay } from '../base/time.ts'
import type { Postmortem } from '../document/postmortem.ts'
import type { PostmortemContext } from './postmortem.ts'

/** The meeting about a postmortem, as far as checks ask for it. */
export interface ReviewMeeting {
  readonly people: readonly { readonly name: string }[]
  /** Planned and real start, ms; the real one is null before it. */
  readonly schedule: { readonly start: number; readonly startedAt: number | null }
}

/** What the server and a browser know beside the document. */
export interface ReviewParts {
  /** Names of those who have access, or are here. */
  readonly people: readonly string[]
  /** Null while no meeting was opened. */
  readonly meeting: ReviewMeeting | null
  /** Server time, ms since the epoch. */
  readonly now: number
  /** Who reads the findings, where that is one person. */
  readonly self?: string
}

/** One person alone at a meeting is no roster to hold owners against. */
const LEAST_ROSTER = 2

/**
 * The context in which a postmortem is checked; one function, so that the panel, the API and publication agree. Owners
 * are held against the roster, and rows against those present, once a meeting has begun.
 */
export function reviewContext(
  { authors, reviewers }: Pick<Postmortem, 'authors' | 'reviewers'>,
  { people, meeting, now, self }: ReviewParts,
): PostmortemContext {
  const attendees = meeting?.people.map(({ name }) => name) ?? []
  const known = [...new Set([...people, ...attendees])]
  const { start, startedAt } = meeting?.schedule ?? { start: null, startedAt: null }
  const met = startedAt ?? start
  const hasRoster = startedAt !== null && attendees.length >= LEAST_ROSTER
  return {
    people: known,
    meetingDate: met === null ? '' : isoDay(met),
    readiness: { now },
    ...(hasRoster && { attendees, owners: [...new Set([...known, ...authors, ...reviewers])] }),
    ...(self !== undefined && { self }),
  }
}
