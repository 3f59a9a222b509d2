import { MINUTE, SECOND } from '../../shared/base/time.ts'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import type { RecordedEvent } from '../../shared/meeting/events.ts'
import type { MeetingState } from '../../shared/meeting/state.ts'
import { BLAMING_CARD, disputedIn, LENA } from './colleagues.ts'

/** What a facilitator met in the practice meeting, and how it went. */
export interface Remark {
  readonly about: 'dispute' | 'lateArrival' | 'blame' | 'overtime'
  readonly went: 'well' | 'open' | 'notMet'
  /** How many minutes the longest step ran over. */
  readonly minutes?: number
}

/** A step that ran over by less than this was on time. */
const GRACE = 30 * SECOND

/** The look back at an ended practice meeting, for its facilitator alone. */
export function lookBack(
  state: MeetingState,
  log: readonly RecordedEvent[],
  postmortem: Postmortem,
): readonly Remark[] {
  return [
    { about: 'dispute', went: disputeWent(state, postmortem) },
    { about: 'lateArrival', went: lateArrivalWent(state, log) },
    { about: 'blame', went: blameWent(state, postmortem) },
    overtime(state, log),
  ]
}

function disputeWent(state: MeetingState, postmortem: Postmortem): Remark['went'] {
  const timeline = state.steps.findIndex(({ kind }) => kind === 'timeline')
  const row = postmortem.timeline.find(({ id }) => id === disputedIn(postmortem))
  const wasSaid = postmortem.comments.some(({ about }) => about.in === 'timeline' && about.id === row?.id)
  if (!wasSaid) return 'notMet'
  const hasReason = state.overrides.some(({ step }) => step === timeline)
  return row?.state !== 'disputed' || hasReason ? 'well' : 'open'
}

function lateArrivalWent(state: MeetingState, log: readonly RecordedEvent[]): Remark['went'] {
  if (!state.people.some(({ id }) => id === LENA.id)) return 'notMet'
  return log.some(({ event }) => event.type === 'personCalledOn' && event.person === LENA.id)
    ? 'well'
    : 'open'
}

function blameWent(state: MeetingState, postmortem: Postmortem): Remark['went'] {
  if (state.cards.authors === null) return 'notMet'
  const card = postmortem.factors.find(({ text }) => text === BLAMING_CARD)
  return card === undefined ? 'well' : 'open'
}

function overtime(state: MeetingState, log: readonly RecordedEvent[]): Remark {
  const over = Math.max(0, ...state.steps.map(({ timer }) => timer.spentMs - timer.durationMs))
  const minutes = Math.round(over / MINUTE)
  const hasPlanned = log.some(({ event }) =>
    ['timerExtended', 'timersRebalanced', 'minutesBorrowed'].includes(event.type),
  )
  if (over > GRACE) return { about: 'overtime', went: 'open', minutes: Math.max(1, minutes) }
  return { about: 'overtime', went: hasPlanned ? 'well' : 'notMet' }
}
