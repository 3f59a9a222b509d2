import { MINUTE } from '../../base/time.ts'
import type { CommandOf } from '../commands.ts'
import type { Actor, PublicEvent } from '../events.ts'
import { holdsRole } from '../people.ts'
import { refused } from '../refusals.ts'
import type { MeetingRole, MeetingState } from '../state.ts'
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

/**
 * Gives the lead to somebody else: its holder may, and whoever holds the role by invitation, unless it is locked and its
 * holder is here. To take it oneself is to claim it.
 */
function handOver(state: MeetingState, { person }: CommandOf<'handOver'>, context: DecideContext): Decision {
  const next = state.people.find(other => other.id === person)
  if (!next) return refused('meeting/unknown-person')
  if (next.role === 'viewer') return refused('meeting/not-eligible')
  if (state.lead === person) return events()
  const { actor } = context
  const isLeads = state.lead === actor.id
  if (!isLeads && person === actor.id) return claim(state, null, context)
  if (!isLeads && !holdsRole(actor)) return refused('meeting/not-lead')
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
  lockFacilitation: (state, { locked }, { actor, connected }) => {
    const isAway = !connected.has(state.lead)
    if (state.lead !== actor.id && !(isAway && holdsRole(actor))) return refused('meeting/not-lead')
    return state.roleLocked === locked ? events() : events({ type: 'facilitationLocked', locked })
  },
}

/**
 * What follows when the server gives or takes somebody's role, null being none: they are known by it, and whoever does not
 * hold the facilitator's role any more neither leads nor helps. The lead goes to somebody who holds the role, those who
 * are here first, or to nobody, until it is claimed (M16).
 */
export function roleChangeEvents(
  state: MeetingState,
  person: string,
  role: MeetingRole | null,
  connected: ReadonlySet<string>,
): readonly PublicEvent[] {
  const known = state.people.find(({ id }) => id === person)
  if (!known || state.status === 'ended') return []
  const actor: Actor = { id: person, name: known.name, role: role ?? 'viewer' }
  const renewed: PublicEvent[] =
    known.role === actor.role ? [] : [{ type: 'personJoined', person: actor, present: false }]
  if (holdsRole(actor)) return renewed
  if (known.duty === 'co-facilitator') renewed.push({ type: 'dutyAssigned', person, duty: null })
  if (state.lead !== person) return renewed
  const holders = state.people.filter(other => other.id !== person && holdsRole(other)).map(({ id }) => id)
  const to = holders.find(id => connected.has(id)) ?? holders[0] ?? ''
  return [...renewed, { type: 'facilitationMoved', from: person, to, how: 'claimed' }]
}
