import type { Awareness } from 'y-protocols/awareness'
import { SECOND } from '../../shared/base/time.ts'

/** What can be said without a word; shown for a moment on the face of whoever says it, and kept nowhere. */
export const REACTIONS = ['agree', 'thanks', 'unclear', 'new'] as const
export type Reaction = (typeof REACTIONS)[number]

/** How long a reaction is shown. */
export const REACTION_MS = 8 * SECOND

/** The field of the awareness state that holds the reaction; taken back by its author's page after a moment. */
const FIELD = 'reaction'

/** Shows a reaction to everybody, null takes it back; whoever may only read is not announced at all. */
export function react(awareness: Awareness, reaction: Reaction | null): void {
  if (awareness.getLocalState() !== null) awareness.setLocalStateField(FIELD, reaction)
}

/** Who reacts how just now, by person; what other programs announce there may be anything. */
export function reactionsIn(awareness: Awareness): ReadonlyMap<string, Reaction> {
  const shown = new Map<string, Reaction>()
  for (const state of awareness.getStates().values()) {
    const { user, [FIELD]: said } = state as { user?: { id?: unknown }; [FIELD]?: unknown }
    const reaction = REACTIONS.find(each => each === said)
    if (reaction && typeof user?.id === 'string') shown.set(user.id, reaction)
  }
  return shown
}
