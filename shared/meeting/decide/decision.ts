import type { RandomBytes } from '../../base/ids.ts'
import { ok, type Result } from '../../base/result.ts'
import type { CommandOf, CommandType } from '../commands.ts'
import type { Actor, MeetingEvent } from '../events.ts'
import type { DocumentFacts, EarlierAction } from '../facts.ts'
import type { MeetingRefusal } from '../refusals.ts'
import type { MeetingState } from '../state.ts'

/** What is known of the world at the moment of a command. */
export interface Situation {
  /** Server time in ms. */
  readonly now: number
  readonly facts: DocumentFacts
  readonly earlier: readonly EarlierAction[]
  /** People with a socket open. */
  readonly connected: ReadonlySet<string>
  /** Since when no facilitator is connected; null while one is (M16). */
  readonly facilitatorAbsentSince: number | null
  /** When the document was last edited, 0 when that is not known (M26). */
  readonly editedAt: number
}

/** The situation of a command: who gives it, and the randomness that ids and the shuffle are made of. */
export interface DecideContext extends Situation {
  readonly actor: Actor
  readonly random: RandomBytes
}

/** The events a command makes, none when everything is as it asks already; or why it is refused. */
export type Decision = Result<readonly MeetingEvent[], MeetingRefusal>

export type CommandHandlers<T extends CommandType> = {
  readonly [K in T]: (state: MeetingState, command: CommandOf<K>, context: DecideContext) => Decision
}

/** A decision of these events. */
export const events = (...list: readonly MeetingEvent[]): Decision => ok(list)

/** The position of the step that `ref` names by position or id, or null. */
export function findStep(state: MeetingState, ref: number | string): number | null {
  const index = typeof ref === 'number' ? ref : state.steps.findIndex(step => step.id === ref)
  return state.steps[index] ? index : null
}
