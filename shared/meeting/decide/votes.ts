import { entryOf } from '../../base/lookup.ts'
import type { PublicEvent } from '../events.ts'
import type { DocumentFacts } from '../facts.ts'
import { isEnough, mayVote } from '../people.ts'
import { refused } from '../refusals.ts'
import type { MeetingState } from '../state.ts'
import { type CommandHandlers, events } from './decision.ts'

type Ballot = readonly (readonly [factor: string, dots: number])[]

/** The ballots of the open vote with the dots that count: those on factors that are still there. */
function countedBallots({ vote }: MeetingState, { factors }: DocumentFacts): readonly Ballot[] {
  if (vote.phase !== 'open') return []
  const there = new Set(factors.map(({ id }) => id))
  return Object.values(vote.ballots)
    .map(ballot => Object.entries(ballot).filter(([factor]) => there.has(factor)))
    .filter(ballot => ballot.length > 0)
}

const isTooFew = ({ vote }: MeetingState, ballots: readonly Ballot[]): boolean =>
  vote.phase === 'open' && !isEnough(vote.crowd, ballots.length)

/**
 * Closes the vote when one is open: the tally says how many dots, never whose (M12). One that is closed by moving on
 * before three have voted counts nothing, and so do dots on factors that are gone.
 */
export function closedVote(state: MeetingState, facts: DocumentFacts): readonly PublicEvent[] {
  if (state.vote.phase !== 'open') return []
  const chosen = facts.factors.filter(factor => factor.chosen).map(({ id }) => id)
  const ballots = countedBallots(state, facts)
  if (isTooFew(state, ballots)) return [{ type: 'voteClosed', tally: {}, voters: 0, chosen }]
  const tally: Record<string, number> = {}
  for (const [factor, dots] of ballots.flat()) tally[factor] = (entryOf(tally, factor) ?? 0) + dots
  return [{ type: 'voteClosed', tally, voters: ballots.length, chosen }]
}

export const votes: CommandHandlers<'openVote' | 'closeVote' | 'keepChoice' | 'castVote'> = {
  openVote: state =>
    state.vote.phase === 'open' ? refused('meeting/vote-open') : events({ type: 'voteOpened' }),
  closeVote: (state, _command, { facts }) => {
    if (state.vote.phase !== 'open') return refused('meeting/vote-closed')
    const ballots = countedBallots(state, facts)
    return ballots.length > 0 && isTooFew(state, ballots)
      ? refused('meeting/few-ballots')
      : events(...closedVote(state, facts))
  },
  keepChoice: state => {
    if (state.vote.phase !== 'closed') return refused('meeting/vote-not-closed')
    return state.vote.chosenBefore.length > 0 ? events({ type: 'choiceKept' }) : events()
  },
  castVote: (state, command, { actor, facts }) => {
    if (state.vote.phase !== 'open') return refused('meeting/vote-closed')
    if (!mayVote(state, actor)) return refused('meeting/may-not-vote')
    const given = Object.entries(command.dots).filter(([, dots]) => dots > 0)
    const known = new Set(facts.factors.map(factor => factor.id))
    if (given.some(([factor]) => !known.has(factor))) return refused('meeting/unknown-factor')
    if (given.reduce((sum, [, dots]) => sum + dots, 0) > state.plan.dots)
      return refused('meeting/over-budget')
    if (state.plan.oneDotEach && given.some(([, dots]) => dots > 1)) return refused('meeting/one-dot-each')
    return events({ type: 'ballotCast', person: actor.id, dots: Object.fromEntries(given) })
  },
}
