import type { Card, MeetingState } from '../state.ts'
import { type EventHandlers, including, without } from './handlers.ts'

const withCards = (state: MeetingState, cards: Partial<MeetingState['cards']>): MeetingState => ({
  ...state,
  cards: { ...state.cards, ...cards },
})

/** Ids are the authors' own, so a card is found by both. */
const isSame = (a: Card, id: string, author: string): boolean => a.id === id && a.author === author

/** What people hand in: cards, ballots, learnings, answers, parked ideas, and what the steps settle. */
export const outcomeEvents: EventHandlers<
  | 'cardSubmitted'
  | 'cardEdited'
  | 'cardWithdrawn'
  | 'brainstormPassed'
  | 'cardsShuffled'
  | 'cardsRevealed'
  | 'cardsInserted'
  | 'outcomeWritten'
  | 'voteOpened'
  | 'ballotCast'
  | 'voteClosed'
  | 'ideaParked'
  | 'ideaUnparked'
  | 'choiceKept'
  | 'paceSaid'
  | 'commentGiven'
  | 'commentHeld'
  | 'commentsInserted'
  | 'learningRecorded'
  | 'learningAnswered'
  | 'closingAnswered'
  | 'toneAcknowledged'
  | 'timelineConfirmed'
  | 'earlierActionRecorded'
  | 'actionAccepted'
  | 'publishingDateSet'
  | 'spotlightMoved'
  | 'stageTextChanged'
> = {
  cardSubmitted: (state, { card }) =>
    withCards(state, {
      held: [...state.cards.held, card],
      passed: without(state.cards.passed, card.author),
    }),
  cardEdited: (state, { card }) =>
    withCards(state, {
      held: state.cards.held.map(other => (isSame(other, card.id, card.author) ? card : other)),
    }),
  cardWithdrawn: (state, { card, author }) =>
    withCards(state, { held: state.cards.held.filter(other => !isSame(other, card, author)) }),
  brainstormPassed: (state, { person }) =>
    withCards(state, { passed: including(state.cards.passed, person) }),
  cardsShuffled: (state, { cards }) => withCards(state, { shuffled: [...state.cards.shuffled, ...cards] }),
  cardsRevealed: (state, { factors, authors }, _at, seq) =>
    withCards(state, {
      held: [],
      passed: [],
      crowd: 0,
      revealRev: seq,
      revealed: [...state.cards.revealed, ...factors],
      authors: Math.max(state.cards.authors ?? 0, authors),
    }),
  cardsInserted: state => withCards(state, { shuffled: [] }),
  outcomeWritten: (state, { learnings }) => ({ ...state, outcomeDue: false, learningsWritten: learnings }),
  voteOpened: state => ({ ...state, vote: { phase: 'open', ballots: {}, crowd: 0 } }),
  ballotCast: (state, { person, dots }) => {
    if (state.vote.phase !== 'open') return state
    const { [person]: _before, ...others } = state.vote.ballots
    const isEmpty = Object.keys(dots).length === 0
    return { ...state, vote: { ...state.vote, ballots: isEmpty ? others : { ...others, [person]: dots } } }
  },
  voteClosed: (state, { tally, voters, chosen = [] }) => ({
    ...state,
    vote: { phase: 'closed', tally, voters, chosenBefore: chosen },
  }),
  choiceKept: state =>
    state.vote.phase === 'closed' ? { ...state, vote: { ...state.vote, chosenBefore: [] } } : state,
  paceSaid: (state, { person, pace }) => {
    const { [person]: _before, ...others } = state.paces
    return { ...state, paces: pace === null ? others : { ...others, [person]: pace } }
  },
  commentGiven: (state, { person }) => {
    const { given } = state.unsigned
    return {
      ...state,
      unsigned: { ...state.unsigned, given: { ...given, [person]: (given[person] ?? 0) + 1 } },
    }
  },
  commentHeld: (state, { comment }) => ({
    ...state,
    unsigned: { ...state.unsigned, held: [...state.unsigned.held, comment] },
  }),
  commentsInserted: state => ({ ...state, unsigned: { ...state.unsigned, held: [] } }),
  ideaParked: (state, { item }) => ({ ...state, parked: [...state.parked, item] }),
  ideaUnparked: (state, { item }) => ({ ...state, parked: state.parked.filter(other => other.id !== item) }),
  learningRecorded: (state, { text }) => ({ ...state, learnings: [...state.learnings, { text }] }),
  learningAnswered: (state, { person, passed }) => {
    const count = (state.asked.answers[person] ?? 0) + (passed ? 0 : 1)
    return {
      ...state,
      asked: { ...state.asked, answers: { ...state.asked.answers, [person]: count } },
      speaker: state.speaker === person ? null : state.speaker,
    }
  },
  closingAnswered: (state, { person, learned, again }) => ({
    ...state,
    closing: { ...state.closing, answers: { ...state.closing.answers, [person]: { learned, again } } },
  }),
  toneAcknowledged: state => ({ ...state, toneAcknowledged: true }),
  timelineConfirmed: state => ({ ...state, timelineConfirmed: true }),
  earlierActionRecorded: (state, { postmortem, action, status, reason }) => ({
    ...state,
    earlier: [
      ...state.earlier.filter(other => other.postmortem !== postmortem || other.action !== action),
      { postmortem, action, status, reason },
    ],
  }),
  actionAccepted: (state, { action, owner }) => ({
    ...state,
    accepted: { ...state.accepted, [action]: owner },
  }),
  publishingDateSet: (state, { date }) => ({ ...state, publishOn: date }),
  spotlightMoved: (state, { spotlight }) => ({ ...state, spotlight }),
  stageTextChanged: (state, { item, shown }) => ({ ...state, onStage: { ...state.onStage, [item]: shown } }),
}
