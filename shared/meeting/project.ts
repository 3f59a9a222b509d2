import { type CatchUp, cameLate, catchUpOf } from './catchUp.ts'
import { areCardsOpen } from './decide/cards.ts'
import type { Situation } from './decide/decision.ts'
import { ABSENCE_MS } from './decide/roles.ts'
import type { Actor } from './events.ts'
import { spokenNow } from './evolve/people.ts'
import { isTimelineLeft, openConditions, progressOf, publicProgressOf } from './exit.ts'
import { isAccepted } from './facts.ts'
import { followUpBy } from './followUp.ts'
import { leftOpenInstants } from './leftOpen.ts'
import {
  actsAsFacilitator,
  askedInSecret,
  cardTurnout,
  contributors,
  FEW,
  finishedTurnout,
  holdsRole,
  isEnough,
  isFacilitator,
  learningTurnout,
  mayVote,
} from './people.ts'
import type { MeetingState, Pace } from './state.ts'
import { breakUntil, clockOf, spentMs } from './timer.ts'
import type {
  CardsView,
  ClosingView,
  EarlierView,
  FinishedView,
  MeetingView,
  PaceView,
  PersonView,
  ScheduleView,
  StepView,
  VoteView,
  YouView,
} from './view.ts'

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
    isChosen: state.plan.isScheduled !== false,
    startedAt: state.startedAt,
    endedAt: state.endedAt,
    endedAlone: state.endedHow === 'left-open',
    askToEndAt: leftOpen?.askAt ?? null,
    endsItselfAt: leftOpen?.endAt ?? null,
    followUpBy: state.plan.followUp ? followUpBy(state.plan.scheduledEnd) : null,
  }
}

/** How far the questions to everybody got, worked out once for all who look. */
function turnoutsOf(state: MeetingState, { connected }: Situation) {
  const ballots = state.vote.phase === 'open' ? state.vote.ballots : {}
  const voters = Object.keys(ballots).filter(id => Object.keys(ballots[id] ?? {}).length > 0)
  return {
    cards: cardTurnout(state, connected),
    voted: voters.length,
    finished: finishedTurnout(state, connected),
    learnings: learningTurnout(state, connected),
    isFew: Math.max(state.cards.crowd, contributors(state).length) <= FEW,
  }
}
type Turnouts = ReturnType<typeof turnoutsOf>

const cardsView = (state: MeetingState, person: Actor, { cards, isFew }: Turnouts): CardsView => ({
  open: areCardsOpen(state),
  answered: cards.answered,
  of: askedInSecret(state, cards.answered),
  own: state.cards.held
    .filter(card => card.author === person.id)
    .map(({ id, text, category, signed }) => ({ id, text, category, signed: signed !== null })),
  passed: state.cards.passed.includes(person.id),
  // While few have answered, who has not tells who wrote what is there.
  waiting:
    areCardsOpen(state) && isFacilitator(state, person) && isEnough(state.cards.crowd, cards.answered)
      ? cards.waiting
      : [],
  revealed: state.cards.authors !== null,
  weakAnonymity: isFew,
})

function voteView(state: MeetingState, person: Actor, { voted }: Turnouts): VoteView {
  const { vote, plan } = state
  return {
    phase: vote.phase,
    dots: plan.dots,
    oneDotEach: plan.oneDotEach,
    mayVote: mayVote(state, person),
    voted: vote.phase === 'closed' ? vote.voters : voted,
    of: askedInSecret(state, vote.phase === 'closed' ? vote.voters : voted),
    own: vote.phase === 'open' ? (vote.ballots[person.id] ?? {}) : {},
    tally: vote.phase === 'closed' ? vote.tally : null,
    chosenBefore: vote.phase === 'closed' ? vote.chosenBefore : [],
  }
}

function peopleViews(state: MeetingState, { connected }: Situation): readonly PersonView[] {
  const finished = state.finished[state.current ?? -1] ?? []
  const spoken = spokenNow(state)
  return state.people.map(({ id, name, role, duty, joinedAt }) => ({
    id,
    name,
    role,
    duty,
    connected: connected.has(id),
    facilitator: actsAsFacilitator(state, { id, role, duty }),
    finished: finished.includes(id),
    spoken: spoken.includes(id),
    lateAt: cameLate(state, id) ? joinedAt : null,
  }))
}

const finishedView = (state: MeetingState, person: Actor, { finished }: Turnouts): FinishedView => ({
  count: finished.answered,
  of: finished.of,
  own: (state.finished[state.current ?? -1] ?? []).includes(person.id),
  waiting: isFacilitator(state, person) ? finished.waiting : [],
})

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
  isCounted: closing.counts !== null,
  answered: closing.counts?.answered ?? Object.keys(closing.answers).length,
  own: closing.answers[person.id] ?? null,
  learned: closing.counts?.learned ?? null,
  again: closing.counts?.again ?? null,
})

const paceView = (state: MeetingState, person: Actor): PaceView => {
  const said = Object.values(state.paces)
  const count = (pace: Pace): number => said.filter(other => other === pace).length
  return {
    own: state.paces[person.id] ?? null,
    counts: isFacilitator(state, person)
      ? { slower: count('slower'), faster: count('faster'), lost: count('lost') }
      : null,
  }
}

/** Who is missing stands for facilitators alone: others could tell from it whose the latest learning is. */
const askedView = (state: MeetingState, person: Actor, { learnings }: Turnouts): MeetingView['asked'] => {
  const { count } = state.asked
  if (count !== null) return { count, of: count, waiting: [] }
  const waiting = isFacilitator(state, person)
    ? learnings.waiting
    : learnings.waiting.filter(id => id === person.id)
  return { count: learnings.answered, of: learnings.of, waiting }
}

type ExitView = Pick<MeetingView, 'progress' | 'exit'>

/** What everybody sees alike. */
function commonView(state: MeetingState, situation: Situation) {
  const { now, facts } = situation
  const { timer } = clockOf(state)
  const names = new Map(state.people.map(({ id, name }) => [id, name]))
  return {
    status: state.status,
    steps: stepViews(state, now),
    current: state.current,
    timer,
    breakUntil: breakUntil(timer, now),
    schedule: scheduleView(state, situation),
    undoUntil: state.undo && state.undo.until > now ? state.undo.until : null,
    spotlight: state.spotlight,
    onStage: state.onStage,
    hands: state.hands.map(hand => ({ ...hand, name: names.get(hand.person) ?? '' })),
    speaker: state.speaker,
    people: peopleViews(state, situation),
    lead: state.lead,
    facilitators: state.people.filter(other => actsAsFacilitator(state, other)).map(({ id }) => id),
    roleLocked: state.roleLocked,
    parked: state.parked,
    learnings: state.learnings,
    earlier: earlierViews(state, situation),
    acceptedActions: facts.actions.filter(action => isAccepted(action, state.accepted)).map(({ id }) => id),
    publishOn: state.publishOn,
    factorsFolded: state.status === 'running' && !isTimelineLeft(state),
    overrides: state.overrides.map(({ step, reason }) => ({ step, reason })),
  }
}

/**
 * The meeting as each person may see it; what is common to all is worked out once. Before its settling, no part of
 * another person's card, ballot or closing answer is in a view: counts only (M10, M12).
 */
export function viewsOf(state: MeetingState, situation: Situation): (person: Actor) => MeetingView {
  const turnouts = turnoutsOf(state, situation)
  const common = commonView(state, situation)
  let told: { readonly catchUp: CatchUp | null } | null = null
  const catchUpFor = (person: Actor): CatchUp | null => {
    if (!cameLate(state, person.id)) return null
    told ??= { catchUp: catchUpOf(state, situation.facts) }
    return told.catchUp
  }
  const [ahead, behind] = [progressOf(state, situation), publicProgressOf(state, situation)].map(
    progress => ({
      progress,
      exit: openConditions(progress, situation.facts),
    }),
  ) as [ExitView, ExitView]
  return person => ({
    ...common,
    ...(isFacilitator(state, person) ? ahead : behind),
    cards: cardsView(state, person, turnouts),
    vote: voteView(state, person, turnouts),
    finished: finishedView(state, person, turnouts),
    you: youView(state, person, situation),
    pace: paceView(state, person),
    asked: askedView(state, person, turnouts),
    closing: closingView(state, person),
    catchUp: catchUpFor(person),
  })
}
