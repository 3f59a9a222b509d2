import { MINUTE } from '../../base/time.ts'
import type { CommandOf } from '../commands.ts'
import { holdsRole } from '../people.ts'
import { refused } from '../refusals.ts'
import type { MeetingState } from '../state.ts'
import {
  type CommandHandlers,
  type DecideContext,
  type Decision,
  events,
  type Situation,
} from './decision.ts'

/** How long no facilitator is connected before a participant may claim the role (M16). */
export const ABSENCE_MS = MINUTE

const isFacilitatorAway = ({ facilitatorAbsentSince, now }: Situation): boolean =>
  facilitatorAbsentSince !== null && now - facilitatorAbsentSince >= ABSENCE_MS

/** Takes the lead: anybody once no facilitator is here, else only who holds the role and finds it unlocked (M27). */
function claim(state: MeetingState, _command: unknown, context: DecideContext): Decision {
  const { actor } = context
  if (state.lead === actor.id) return events()
  if (!isFacilitatorAway(context)) {
    if (!holdsRole(actor)) return refused('meeting/facilitator-present')
    if (state.roleLocked) return refused('meeting/locked')
  }
  return events({ type: 'facilitationMoved', from: state.lead, to: actor.id, how: 'claimed' })
}

/** Gives the lead to somebody else; while it is locked and its holder is here, they alone may. */
function handOver(state: MeetingState, { person }: CommandOf<'handOver'>, context: DecideContext): Decision {
  const next = state.people.find(other => other.id === person)
  if (!next) return refused('meeting/unknown-person')
  if (next.role === 'viewer') return refused('meeting/not-eligible')
  if (state.lead === person) return events()
  const isLeads = state.lead === context.actor.id
  if (state.roleLocked && !isLeads && context.connected.has(state.lead)) return refused('meeting/locked')
  return events({ type: 'facilitationMoved', from: state.lead, to: person, how: 'handed-over' })
}

function assignDuty(state: MeetingState, { person, duty }: CommandOf<'assignDuty'>): Decision {
  const who = state.people.find(other => other.id === person)
  if (!who) return refused('meeting/unknown-person')
  if (who.role === 'viewer' && duty !== null && duty !== 'observer') return refused('meeting/not-eligible')
  return who.duty === duty ? events() : events({ type: 'dutyAssigned', person, duty })
}

export const roles: CommandHandlers<'assignDuty' | 'handOver' | 'claimFacilitation' | 'lockFacilitation'> = {
  assignDuty,
  handOver,
  claimFacilitation: claim,
  lockFacilitation: (state, { locked }) =>
    state.roleLocked === locked ? events() : events({ type: 'facilitationLocked', locked }),
}
