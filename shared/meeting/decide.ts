import type { CommandType, MeetingCommand } from './commands.ts'
import { attention } from './decide/attention.ts'
import { cards } from './decide/cards.ts'
import type { DecideContext, Decision } from './decide/decision.ts'
import { lifecycle, openMeeting } from './decide/lifecycle.ts'
import { outcomes } from './decide/outcomes.ts'
import { PERMISSIONS } from './decide/permissions.ts'
import { roles } from './decide/roles.ts'
import { steps } from './decide/steps.ts'
import { timers } from './decide/timers.ts'
import { votes } from './decide/votes.ts'
import type { Actor } from './events.ts'
import { holdsRole, isFacilitator } from './people.ts'
import { type MeetingRefusal, refused } from './refusals.ts'
import type { MeetingState, MeetingStatus } from './state.ts'

const HANDLERS = {
  ...lifecycle,
  ...steps,
  ...timers,
  ...attention,
  ...cards,
  ...votes,
  ...outcomes,
  ...roles,
}

/** Why this person may not give such a command in this meeting at all, or null (M1). */
export function roleRefusal(
  state: MeetingState | null,
  command: CommandType,
  actor: Actor,
): MeetingRefusal | null {
  const { who } = PERMISSIONS[command]
  const leads = state === null ? holdsRole(actor) : isFacilitator(state, actor)
  if (who === 'facilitator' && !leads) return refused('meeting/not-facilitator').error
  return who === 'participant' && actor.role === 'viewer' ? refused('meeting/not-participant').error : null
}

/** Why such a command has no place in the meeting as it stands, or null. */
function statusRefusal(status: MeetingStatus, command: CommandType): MeetingRefusal | null {
  const { when } = PERMISSIONS[command]
  if (when.includes(status)) return null
  if (status === 'ended') return refused('meeting/ended').error
  return refused(when.includes('lobby') ? 'meeting/not-in-lobby' : 'meeting/not-running').error
}

/**
 * What a command does to the meeting, as events, or why it is refused. Whether it came in time is
 * {@link decideInTime}'s concern (M2).
 */
export function decide(
  state: MeetingState | null,
  command: MeetingCommand,
  context: DecideContext,
): Decision {
  const error =
    roleRefusal(state, command.type, context.actor) ?? (state && statusRefusal(state.status, command.type))
  if (error) return { ok: false, error }
  if (state === null)
    return command.type === 'openMeeting' ? openMeeting(null, command, context) : refused('meeting/none')
  // The table holds a handler of exactly this command's type; TypeScript cannot follow that through the lookup.
  const handle = HANDLERS[command.type] as (
    state: MeetingState,
    command: MeetingCommand,
    context: DecideContext,
  ) => Decision
  return handle(state, command, context)
}
