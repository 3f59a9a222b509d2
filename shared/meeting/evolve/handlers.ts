import type { EventOf, EventType } from '../events.ts'
import type { MeetingState } from '../state.ts'

/** What an event of each type does to the state; `rev` and `actedAt` are kept by {@link evolve} itself. */
export type EventHandlers<T extends EventType> = {
  readonly [K in T]: (state: MeetingState, event: EventOf<K>, at: number, seq: number) => MeetingState
}

/** `list` with `item`, once. */
export const including = (list: readonly string[], item: string): readonly string[] =>
  list.includes(item) ? list : [...list, item]

/** `list` without `item`. */
export const without = (list: readonly string[], item: string): readonly string[] =>
  list.filter(other => other !== item)
