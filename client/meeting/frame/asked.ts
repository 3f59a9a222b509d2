import { placedDots, type VoteItem, voteItems } from '../../../shared/document/factorGroups.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import { uncoveredFactors } from '../../../shared/meeting/facts.ts'
import type { MeetingView } from '../../../shared/meeting/view.ts'

/** What is asked of one person now: the sentence, by its key, and the one button that answers it. */
export type Asked =
  | {
      readonly say: 'opening' | 'timeline' | 'groupHidden' | 'groupDone' | 'actionsDone'
      readonly do: 'finish'
    }
  | { readonly say: 'brainstormNone'; readonly do: 'writeCard' }
  | { readonly say: 'brainstormPassed'; readonly do: 'finish' }
  | { readonly say: 'brainstormSome' | 'group' | 'actions'; readonly count: number; readonly do: 'finish' }
  | { readonly say: 'voteNone' | 'voteNot' | 'voteAll' | 'voteClosed'; readonly do: 'finish' }
  | { readonly say: 'voteLeft'; readonly count: number; readonly do: 'finish' }
  | { readonly say: 'learnAsk'; readonly do: 'passLearning' }
  | { readonly say: 'learnDone'; readonly do: 'finish' }
  | { readonly say: 'closeAccept'; readonly action: string; readonly text: string; readonly do: 'accept' }
  | { readonly say: 'closeAsk'; readonly do: 'answer' }
  | { readonly say: 'closeDone'; readonly do: 'finish' }
  | { readonly say: 'viewer' | 'ended'; readonly do: null }

/** Works out what is asked of this person in the current step; pure, from what they may see. */
export function asked(view: MeetingView, postmortem: Postmortem): Asked {
  if (view.status === 'ended') return { say: 'ended', do: null }
  if (!view.you.participant) return { say: 'viewer', do: null }
  const kind = view.steps[view.current ?? 0]?.kind ?? 'opening'
  switch (kind) {
    case 'opening':
    case 'timeline':
      return { say: kind, do: 'finish' }
    case 'brainstorm':
      return askedForCards(view)
    case 'group':
      return askedToGroup(view, postmortem)
    case 'vote':
      return askedToVote(view, postmortem)
    case 'actions': {
      const count = uncoveredFactors(postmortem).length
      return count > 0 ? { say: 'actions', count, do: 'finish' } : { say: 'actionsDone', do: 'finish' }
    }
    case 'learn':
      return view.asked.waiting.includes(view.you.id)
        ? { say: 'learnAsk', do: 'passLearning' }
        : { say: 'learnDone', do: 'finish' }
    case 'close':
      return askedToClose(view, postmortem)
  }
}

function askedForCards({ cards }: MeetingView): Asked {
  if (cards.own.length > 0) return { say: 'brainstormSome', count: cards.own.length, do: 'finish' }
  return cards.passed ? { say: 'brainstormPassed', do: 'finish' } : { say: 'brainstormNone', do: 'writeCard' }
}

function askedToGroup(view: MeetingView, postmortem: Postmortem): Asked {
  if (!view.cards.revealed) return { say: 'groupHidden', do: 'finish' }
  const cards = new Set(view.progress.revealedFactors)
  const loose = postmortem.factors.filter(factor => cards.has(factor.id) && factor.group.trim() === '')
  return loose.length > 0
    ? { say: 'group', count: loose.length, do: 'finish' }
    : { say: 'groupDone', do: 'finish' }
}

function askedToVote({ vote }: MeetingView, { factors }: Postmortem): Asked {
  if (vote.phase === 'closed') return { say: 'voteClosed', do: 'finish' }
  if (!vote.mayVote) return { say: 'voteNot', do: 'finish' }
  if (vote.phase === 'none') return { say: 'voteNone', do: 'finish' }
  const count = dotsLeft(vote, voteItems(factors))
  return count > 0 ? { say: 'voteLeft', count, do: 'finish' } : { say: 'voteAll', do: 'finish' }
}

/** Dots that this person has not placed on these items yet; those on what is gone are among them. */
export const dotsLeft = (vote: MeetingView['vote'], items: readonly VoteItem[]): number =>
  Object.values(placedDots(items, vote.own, vote.oneDotEach)).reduce((left, dots) => left - dots, vote.dots)

function askedToClose(view: MeetingView, postmortem: Postmortem): Asked {
  const me = view.people.find(person => person.id === view.you.id)?.name ?? ''
  const mine = postmortem.actions.find(
    action => isOwner(action.owner, me) && !view.acceptedActions.includes(action.id),
  )
  if (mine) return { say: 'closeAccept', action: mine.id, text: mine.text, do: 'accept' }
  const isOpen = view.closing.own === null && !view.closing.isCounted
  return isOpen ? { say: 'closeAsk', do: 'answer' } : { say: 'closeDone', do: 'finish' }
}

/** True when the owner written beside an action means this person: `@bob` and `Bob Meyer` both name Bob Meyer. */
export function isOwner(owner: string, name: string): boolean {
  const plain = (text: string): string => text.trim().replace(/^@/, '').toLowerCase()
  const written = plain(owner)
  const whole = plain(name)
  return written !== '' && (written === whole || written === whole.split(/\s+/)[0])
}
