import { BOUNDS } from '../../base/bounds.ts'
import { type RandomBytes, randomId } from '../../base/ids.ts'
import type { CardDraft } from '../commands.ts'
import type { Actor } from '../events.ts'
import { isEnough } from '../people.ts'
import { refused } from '../refusals.ts'
import type { Card, MeetingState } from '../state.ts'
import { type CommandHandlers, events } from './decision.ts'

const hasBrainstormBegun = (state: MeetingState): boolean =>
  state.steps.some(step => step.kind === 'brainstorm' && step.entered)

/**
 * True while new cards are taken: hours ahead in the lobby (M24), and from the brainstorm on until the reveal.
 * After a reveal, going back to the brainstorm opens another round.
 */
export function areCardsOpen(state: MeetingState): boolean {
  if (state.status === 'lobby') return state.steps.some(step => step.kind === 'brainstorm')
  if (state.status === 'ended' || !hasBrainstormBegun(state)) return false
  return state.cards.authors === null || state.steps[state.current ?? -1]?.kind === 'brainstorm'
}

/** Numbers below `bound` that nobody can predict. */
const below = (bound: number, random: RandomBytes): number =>
  new DataView(random(new Uint8Array(4)).buffer).getUint32(0) % bound

/** Fisher–Yates, so that no place in the list says anything about who wrote it or when (M11). */
export function shuffled<T>(list: readonly T[], random: RandomBytes): readonly T[] {
  const open = [...list]
  return list.flatMap(() => open.splice(below(open.length, random), 1))
}

const cardOf = ({ card, text, category, signed }: CardDraft, actor: Actor): Card => ({
  id: card,
  author: actor.id,
  text,
  category: category ?? '',
  signed: signed ? actor.name : null,
})

const isOwn = (state: MeetingState, card: string, actor: Actor): boolean =>
  state.cards.held.some(other => other.id === card && other.author === actor.id)

/** The silent step: private until the reveal, without authors after it (M10, M11). */
export const cards: CommandHandlers<
  'submitCard' | 'editCard' | 'withdrawCard' | 'passBrainstorm' | 'revealCards'
> = {
  submitCard: (state, draft, { actor }) => {
    if (!areCardsOpen(state)) return refused('meeting/cards-closed')
    if (isOwn(state, draft.card, actor)) return refused('meeting/card-taken')
    const own = state.cards.held.filter(card => card.author === actor.id)
    if (own.length >= BOUNDS.cards.most) return refused('meeting/too-many-cards')
    return events({ type: 'cardSubmitted', card: cardOf(draft, actor) })
  },
  editCard: (state, draft, { actor }) =>
    isOwn(state, draft.card, actor)
      ? events({ type: 'cardEdited', card: cardOf(draft, actor) })
      : refused('meeting/not-your-card'),
  withdrawCard: (state, { card }, { actor }) =>
    isOwn(state, card, actor)
      ? events({ type: 'cardWithdrawn', card, author: actor.id })
      : refused('meeting/not-your-card'),
  passBrainstorm: (state, _command, { actor }) => {
    if (!areCardsOpen(state)) return refused('meeting/cards-closed')
    if (state.cards.held.some(card => card.author === actor.id)) return refused('meeting/has-cards')
    return state.cards.passed.includes(actor.id)
      ? events()
      : events({ type: 'brainstormPassed', person: actor.id })
  },
  revealCards: (state, _command, { random }) => {
    const { held, shuffled: underWay } = state.cards
    if (!hasBrainstormBegun(state)) return refused('meeting/brainstorm-first')
    if (underWay.length > 0) return refused('meeting/reveal-in-progress')
    if (held.length === 0) return refused('meeting/no-cards')
    const answered = new Set([...held.map(card => card.author), ...state.cards.passed])
    if (!isEnough(state.cards.crowd, answered.size)) return refused('meeting/few-cards')
    const revealed = shuffled(held, random).map(({ text, category, signed }) => ({
      id: randomId(random),
      text,
      category,
      signed,
    }))
    return events(
      {
        type: 'cardsRevealed',
        factors: revealed.map(card => card.id),
        authors: new Set(held.map(card => card.author)).size,
      },
      { type: 'cardsShuffled', cards: revealed },
    )
  },
}
