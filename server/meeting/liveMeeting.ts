import { BOUNDS } from '../../shared/base/bounds.ts'
import type { Situation } from '../../shared/meeting/decide/decision.ts'
import type { Actor, PublicEvent } from '../../shared/meeting/events.ts'
import { isFacilitator } from '../../shared/meeting/people.ts'
import type { MeetingState } from '../../shared/meeting/state.ts'
import { hasRole } from '../../shared/protocol/roles.ts'
import type { Journal } from './journal.ts'
import type { MeetingPorts } from './ports.ts'

/** What a meeting waits for: cards or comments to be inserted, its outcome to be written, people to be told of, the moment it counts as left open. */
export type TimerName = 'insert' | 'comments' | 'outcome' | 'presence' | 'left-open'

/** A meeting in memory: its journal, and what is known of the people around it but never stored. */
export interface LiveMeeting {
  readonly id: string
  /** null until it is read, and again when another node was faster. */
  journal: Journal | null
  /** Everybody with a socket open, by id. */
  connected: ReadonlyMap<string, Actor>
  /** Since when no facilitator is connected; null while one is (M16). */
  absentSince: number | null
  /** When the document was last edited (M26). */
  editedAt: number
  /** What calls off each timer that runs. */
  readonly timers: Map<TimerName, () => void>
}

export const liveMeeting = (id: string): LiveMeeting => ({
  id,
  journal: null,
  connected: new Map(),
  absentSince: null,
  editedAt: 0,
  timers: new Map(),
})

/** Starts or ends the absence of facilitators by who is connected now; acting counts as being here (M16). */
export function noteAbsence(live: LiveMeeting, state: MeetingState, now: number, actor?: Actor): void {
  const isLed = [...live.connected.values()].some(person => isFacilitator(state, person))
  if (isLed) live.absentSince = null
  else if (live.absentSince === null || (actor && isFacilitator(state, actor))) live.absentSince = now
}

/**
 * The `personJoined` events for those of `people` whom the meeting does not know, or knows otherwise, as long as it takes
 * more. A role that was lowered is told by itself: a socket may have come with less than its person holds.
 */
export function arrivals(
  state: MeetingState,
  people: Iterable<Actor>,
  present: boolean,
): readonly PublicEvent[] {
  let room = BOUNDS.people.most - state.people.length
  return [...people].flatMap(({ id, name, role }): PublicEvent[] => {
    const known = state.people.find(other => other.id === id)
    if (!known && --room < 0) return []
    const held = known && hasRole(known.role, role) ? known.role : role
    const isKnown = known?.name === name && known.role === held && !(present && known.joinedAt === null)
    return isKnown ? [] : [{ type: 'personJoined', person: { id, name, role: held }, present }]
  })
}

/** What is known of the world around this meeting now. */
export async function situationOf(live: LiveMeeting, ports: MeetingPorts): Promise<Situation> {
  const [facts, earlier] = await Promise.all([ports.facts(live.id), ports.earlierActions(live.id)])
  return {
    now: ports.now(),
    facts,
    earlier,
    connected: new Set(live.connected.keys()),
    facilitatorAbsentSince: live.absentSince,
    editedAt: live.editedAt,
  }
}
