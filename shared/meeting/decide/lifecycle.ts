import { agendaLength, LEARNING_FIRST, presetAgenda, STEP_TITLES, type StepPlan } from '../agenda.ts'
import type { OpenMeeting } from '../commands.ts'
import type { MeetingEvent } from '../events.ts'
import type { DocumentFacts } from '../facts.ts'
import { ENOUGH } from '../people.ts'
import { printOf } from '../print.ts'
import { refused } from '../refusals.ts'
import type { MeetingPlan, MeetingState } from '../state.ts'
import { type CommandHandlers, type DecideContext, type Decision, events } from './decision.ts'
import { closedVote } from './votes.ts'

const DEFAULT_DOTS = 3

function agendaOf({ agenda, minutes }: OpenMeeting): readonly StepPlan[] | null {
  if (agenda === LEARNING_FIRST) return presetAgenda(LEARNING_FIRST)
  if (agenda === undefined) return minutes ? presetAgenda(minutes) : null
  return agenda.map(step => ({
    kind: step.kind,
    title: step.title ?? STEP_TITLES[step.kind],
    minutes: step.minutes,
    prompts: step.prompts ?? null,
  }))
}

/** The plan that `command` makes of `previous`; what it does not mention stays. */
function planOf(command: OpenMeeting, previous: MeetingPlan | null, now: number): MeetingPlan {
  const asked = agendaOf(command)
  const steps = asked ?? previous?.steps ?? presetAgenda(60)
  const scheduledStart = command.scheduledStart ?? previous?.scheduledStart ?? now
  const isSameLength = asked === null && command.scheduledStart === undefined
  const end = command.scheduledEnd ?? (isSameLength ? previous?.scheduledEnd : undefined)
  return {
    steps,
    scheduledStart,
    scheduledEnd: end ?? scheduledStart + agendaLength(steps),
    isScheduled:
      command.scheduledStart !== undefined ||
      command.scheduledEnd !== undefined ||
      (previous?.isScheduled ?? false),
    dots: command.dots ?? previous?.dots ?? DEFAULT_DOTS,
    oneDotEach: command.oneDotEach ?? previous?.oneDotEach ?? false,
    facilitatorsVote: command.facilitatorsVote ?? previous?.facilitatorsVote ?? false,
    followUp: asked === null ? (previous?.followUp ?? false) : command.agenda === LEARNING_FIRST,
  }
}

/** A meeting cannot begin with the brainstorm when it has a timeline to go through first (M5). */
function isUsable({ steps, scheduledStart, scheduledEnd }: MeetingPlan): boolean {
  const skipsTimeline = steps[0]?.kind === 'brainstorm' && steps.some(step => step.kind === 'timeline')
  return steps.length > 0 && !skipsTimeline && scheduledEnd > scheduledStart
}

/** Opens the meeting in the lobby, or plans it anew while it is still there. */
export function openMeeting(
  state: MeetingState | null,
  command: OpenMeeting,
  context: DecideContext,
): Decision {
  const plan = planOf(command, state?.plan ?? null, context.now)
  if (!isUsable(plan)) return refused('meeting/bad-agenda')
  return events(
    state === null ? { type: 'meetingOpened', by: context.actor, plan } : { type: 'planChanged', plan },
  )
}

/** The events that end a running meeting: an open vote is counted first, then the closing answers are. */
export function endingEvents(
  state: MeetingState,
  facts: DocumentFacts,
  how: 'by-facilitator' | 'left-open',
): readonly MeetingEvent[] {
  const answers = Object.values(state.closing.answers)
  const isCounted = answers.length >= ENOUGH
  const closing = state.closing.counts ?? {
    answered: answers.length,
    learned: isCounted ? answers.filter(answer => answer.learned).length : null,
    again: isCounted ? answers.filter(answer => answer.again).length : null,
  }
  const asked = Object.keys(state.asked.answers).length
  const ended = { type: 'meetingEnded', how, after: printOf(facts), closing, asked } as const
  return [...closedVote(state, facts), ended]
}

export const lifecycle: CommandHandlers<'openMeeting' | 'startMeeting' | 'endMeeting' | 'reopenMeeting'> = {
  openMeeting,
  startMeeting: (_state, _command, { facts }) => events({ type: 'meetingStarted', before: printOf(facts) }),
  endMeeting: (state, _command, { facts }) => events(...endingEvents(state, facts, 'by-facilitator')),
  reopenMeeting: () => events({ type: 'meetingReopened' }),
}
