import { contributors } from '../people.ts'
import type { MeetingState } from '../state.ts'

/**
 * Keeps the most contributors that there were since the first card or pass of this round, and since the vote opened. A
 * room that is made smaller meanwhile is asked for as many answers as before (M11, M12).
 */
export function withCrowds(state: MeetingState): MeetingState {
  const { cards, vote } = state
  const isBegun = cards.crowd > 0 || cards.held.length > 0 || cards.passed.length > 0
  if (!isBegun && vote.phase !== 'open') return state
  const present = contributors(state).length
  return {
    ...state,
    cards: isBegun ? { ...cards, crowd: Math.max(cards.crowd, present) } : cards,
    vote: vote.phase === 'open' ? { ...vote, crowd: Math.max(vote.crowd, present) } : vote,
  }
}
