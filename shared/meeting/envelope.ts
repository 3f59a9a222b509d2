import type { CommandType, MeetingCommand } from './commands.ts'
import type { DecideContext, Decision } from './decide/decision.ts'
import { PERMISSIONS } from './decide/permissions.ts'
import { decide, roleRefusal } from './decide.ts'
import { type MeetingRefusal, refused } from './refusals.ts'
import type { MeetingState } from './state.ts'

/** Commands that cannot conflict with anything somebody else did meanwhile: accepted at any revision (M2). */
const AT_ANY_REV: ReadonlySet<CommandType> = new Set<CommandType>([
  'spotlight',
  'showOnStage',
  'recordEarlierAction',
  'raiseHand',
  'lowerHand',
  'submitCard',
  'editCard',
  'withdrawCard',
  'passBrainstorm',
  'castVote',
  'commentUnsigned',
  'park',
  'unpark',
  'acceptAction',
  'recordLearning',
  'passLearning',
  'answerClosing',
  'callOn',
  'assignDuty',
  'setPublishingDate',
])

/** Commands about the cards of one round, which ends with their reveal. */
const OF_ROUND: ReadonlySet<CommandType> = new Set<CommandType>([
  'submitCard',
  'editCard',
  'withdrawCard',
  'passBrainstorm',
])

/**
 * Commands about the step as such: forty people may finish it in the same second, and minutes be added twice in a row.
 * They are late only once the meeting is at another step (M2).
 */
const WITHIN_STEP: ReadonlySet<CommandType> = new Set<CommandType>([
  'finishStep',
  'unfinishStep',
  'sayPace',
  'keepChoice',
  'extendTimer',
  'acknowledgeTone',
  'confirmTimeline',
])

/**
 * Why a command that was made at `expectedRev` comes too late, or null. It is stale when something happened since
 * that it could conflict with: a raised hand or a card never gets in the facilitator's way (M2). A facilitator's
 * command from before the role moved is refused, whatever it is (M16).
 */
function lateness(
  state: MeetingState | null,
  command: CommandType,
  expectedRev: number,
): MeetingRefusal | null {
  const rev = state?.rev ?? 0
  const isFacilitators = PERMISSIONS[command].who === 'facilitator'
  if (state && isFacilitators && state.epoch > 1 && expectedRev < state.epochRev)
    return refused('meeting/epoch').error
  // A card that is sent again after the reveal was in it already.
  if (OF_ROUND.has(command) && expectedRev < (state?.cards.revealRev ?? 0))
    return refused('meeting/stale').error
  if (AT_ANY_REV.has(command)) return null
  const since = (WITHIN_STEP.has(command) ? state?.stepRev : state?.conflictRev) ?? 0
  const isStale = expectedRev < since || expectedRev > rev
  return isStale ? refused('meeting/stale').error : null
}

/** Decides a command that was made at `expectedRev`: who may is asked first, then whether it is in time (M1, M2). */
export function decideInTime(
  state: MeetingState | null,
  command: MeetingCommand,
  expectedRev: number,
  context: DecideContext,
): Decision {
  const error = roleRefusal(state, command.type, context.actor) ?? lateness(state, command.type, expectedRev)
  return error ? { ok: false, error } : decide(state, command, context)
}
