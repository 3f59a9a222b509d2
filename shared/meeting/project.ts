import { cameLate, catchUpOf } from './catchUp.ts'
import { areCardsOpen } from './decide/cards.ts'
import type { Situation } from './decide/decision.ts'
import { ABSENCE_MS } from './decide/roles.ts'
import type { Actor } from './events.ts'
import { spokenNow } from './evolve/people.ts'
import { isTimelineLeft, openConditions, progressOf } from './exit.ts'
import { isAccepted } from './facts.ts'
import { followUpBy } from './followUp.ts'
import { leftOpenInstants } from './leftOpen.ts'
import {
  cardTurnout,
  contributors,
  finishedTurnout,
  holdsRole,
  isFacilitator,
  learningTurnout,
  mayVote,
  turnout,
} from './people.ts'
import type { MeetingState } from './state.ts'
import { breakUntil, clockOf, spentMs } from './timer.ts'
import type {
  CardsView,
  ClosingView,
  EarlierView,
  FinishedView,
  MeetingView,
  PersonView,
  ScheduleView,
  StepView,
  VoteView,
  YouView,
} from './view.ts'

/** With this many participants or fewer, a card's author is easily guessed (M11). */
const FEW = 3

const stepViews = (state: MeetingState, now: number): readonly StepView[] =>
  state.steps.map(({ id, kind, title, prompts, plannedMs, timer, entered }) => ({
    id,
    kind,
    title,
    prompts,
    plannedMs,
    durationMs: timer.durationMs,
    spentMs: spentMs(timer, now),
    entered,
  }))

function scheduleView(state: MeetingState, { editedAt }: Situation): ScheduleView {
  const leftOpen = leftOpenInstants(state, editedAt)
  return {
    start: state.plan.scheduledStart,
    end: state.plan.scheduledEnd,
    startedAt: state.startedAt,
    endedAt: state.endedAt,
    endedAlone: state.endedHow === 'left-open',
    askToEndAt: leftOpen?.askAt ?? null,
    endsItselfAt: leftOpen?.endAt ?? null,
    followUpBy: state.plan.followUp ? followUpBy(state.plan.scheduledEnd) : null,
  }
}

function cardsView(state: MeetingState, person: Actor, situation: Situation): CardsView {
  const { answered, of } = cardTurnout(state, situation.connected)
  return {
    open: areCardsOpen(state),
    answered,
    of,
    own: state.cards.held
      .filter(card => card.author === person.id)
      .map(({ id, text, category, signed }) => ({ id, text, category, signed: signed !== null })),
    passed: state.cards.passed.includes(person.id),
    revealed: state.cards.authors !== null,
    weakAnonymity: contributors(state).length <= FEW,
  }
}

function voteView(state: MeetingState, person: Actor, situation: Situation): VoteView {
  const { vote, plan } = state
  const ballots = vote.phase === 'open' ? vote.ballots : {}
  const cast = turnout(
    state,
    situation.connected,
    Object.keys(ballots).filter(voter => Object.keys(ballots[voter] ?? {}).length > 0),
  )
  return {
    phase: vote.phase,
    dots: plan.dots,
    oneDotEach: plan.oneDotEach,
    mayVote: mayVote(state, person),
    voted: vote.phase === 'closed' ? vote.voters : cast.answered,
    of: vote.phase === 'closed' ? Math.max(vote.voters, cast.of) : cast.of,
    own: ballots[person.id] ?? {},
    tally: vote.phase === 'closed' ? vote.tally : null,
  }
}

function peopleViews(state: MeetingState, { connected }: Situation): readonly PersonView[] {
  const finished = state.finished[state.current ?? -1] ?? []
  const spoken = spokenNow(state)
  return state.people.map(({ id, name, role, duty }) => ({
    id,
    name,
    role,
    duty,
    connected: connected.has(id),
    facilitator: isFacilitator(state, { id, role }),
    finished: finished.includes(id),
    spoken: spoken.includes(id),
  }))
}

function finishedView(state: MeetingState, person: Actor, { connected }: Situation): FinishedView {
  const { answered, of, waiting } = finishedTurnout(state, connected)
  return {
    count: answered,
    of,
    own: (state.finished[state.current ?? -1] ?? []).includes(person.id),
    waiting: isFacilitator(state, person) ? waiting : [],
  }
}

/** From when this person may take the lead; 0 is at any time, null is never as things stand (M16, M27). */
function mayClaimFrom(state: MeetingState, person: Actor, situation: Situation): number | null {
  if (person.role === 'viewer' || state.lead === person.id || state.status === 'ended') return null
  if (holdsRole(person) && !state.roleLocked) return 0
  const { facilitatorAbsentSince: since } = situation
  return since === null ? null : since + ABSENCE_MS
}

const youView = (state: MeetingState, person: Actor, situation: Situation): YouView => ({
  id: person.id,
  facilitator: isFacilitator(state, person),
  participant: person.role !== 'viewer',
  mayClaimFrom: mayClaimFrom(state, person, situation),
})

/** Those of the document's service first, each with the status it got, then what was recorded besides. */
function earlierViews(state: MeetingState, { earlier }: Situation): readonly EarlierView[] {
  const isOf = (a: { postmortem: string; action: string }, b: { postmortem: string; action: string }) =>
    a.postmortem === b.postmortem && a.action === b.action
  const asked = earlier.map(({ postmortem, action }) => {
    const settled = state.earlier.find(other => isOf(other, { postmortem, action }))
    return { postmortem, action, status: settled?.status ?? null, reason: settled?.reason ?? '' }
  })
  return [...asked, ...state.earlier.filter(other => !earlier.some(known => isOf(known, other)))]
}

const closingView = ({ closing }: MeetingState, person: Actor): ClosingView => ({
  answered: closing.counts?.answered ?? Object.keys(closing.answers).length,
  own: closing.answers[person.id] ?? null,
  learned: closing.counts?.learned ?? null,
  again: closing.counts?.again ?? null,
})

/**
 * The meeting as one person may see it. Before its settling, no part of another person's card, ballot or closing
 * answer is in it: counts only (M10, M12).
 */
export function viewFor(state: MeetingState, person: Actor, situation: Situation): MeetingView {
  const { now, facts, connected } = situation
  const { timer } = clockOf(state)
  const progress = progressOf(state, situation.earlier, connected)
  const names = new Map(state.people.map(({ id, name }) => [id, name]))
  const asked = learningTurnout(state, connected)
  return {
    status: state.status,
    steps: stepViews(state, now),
    current: state.current,
    timer,
    breakUntil: breakUntil(timer, now),
    schedule: scheduleView(state, situation),
    undoUntil: state.undo && state.undo.until > now ? state.undo.until : null,
    spotlight: state.spotlight,
    hands: state.hands.map(hand => ({ ...hand, name: names.get(hand.person) ?? '' })),
    speaker: state.speaker,
    cards: cardsView(state, person, situation),
    vote: voteView(state, person, situation),
    people: peopleViews(state, situation),
    finished: finishedView(state, person, situation),
    lead: state.lead,
    facilitators: state.people.filter(other => isFacilitator(state, other)).map(({ id }) => id),
    roleLocked: state.roleLocked,
    you: youView(state, person, situation),
    parked: state.parked,
    learnings: state.learnings.map(({ text }) => ({ text })),
    asked: { count: asked.answered, of: asked.of, waiting: asked.waiting },
    earlier: earlierViews(state, situation),
    acceptedActions: facts.actions.filter(action => isAccepted(action, state.accepted)).map(({ id }) => id),
    publishOn: state.publishOn,
    closing: closingView(state, person),
    factorsFolded: state.status === 'running' && !isTimelineLeft(state),
    exit: openConditions(progress, facts),
    progress,
    overrides: state.overrides.map(({ step, reason }) => ({ step, reason })),
    catchUp: cameLate(state, person.id) ? catchUpOf(state, facts) : null,
  }
}
