import { openConditions, progressOf } from '../exit.ts'
import { refused } from '../refusals.ts'
import type { MeetingState } from '../state.ts'
import { type CommandHandlers, type DecideContext, type Decision, events, findStep } from './decision.ts'

/** Goes on to the next step; open exit conditions ask for a reason, which is kept (M4, M5). */
function advance(state: MeetingState, reason: string | undefined, context: DecideContext): Decision {
  const from = state.current ?? 0
  const to = from + 1
  if (!state.steps[to]) return refused('meeting/last-step')
  const open = openConditions(progressOf(state, context), context.facts)
  if (open.length === 0) return events({ type: 'stepAdvanced', from, to, override: null })
  if (!reason?.trim()) return refused('meeting/exit-open', open)
  const override = { reason: reason.trim(), open: open.map(({ code }) => code), by: context.actor.id }
  return events({ type: 'stepAdvanced', from, to, override })
}

const isFinished = (state: MeetingState, person: string): boolean =>
  (state.finished[state.current ?? -1] ?? []).includes(person)

export const steps: CommandHandlers<
  'advanceStep' | 'returnToStep' | 'undoAdvance' | 'finishStep' | 'unfinishStep'
> = {
  advanceStep: (state, { override }, context) => advance(state, override, context),
  returnToStep: (state, { step }) => {
    const from = state.current ?? 0
    const to = findStep(state, step)
    if (to === null || !state.steps[to]?.entered) return refused('meeting/unknown-step')
    return to === from ? events() : events({ type: 'stepReturned', from, to })
  },
  undoAdvance: (state, _command, { now }) =>
    state.undo && now <= state.undo.until
      ? events({ type: 'advanceUndone' })
      : refused('meeting/undo-too-late'),
  finishStep: (state, _command, { actor }) =>
    isFinished(state, actor.id)
      ? events()
      : events({ type: 'stepFinished', person: actor.id, step: state.current ?? 0 }),
  unfinishStep: (state, _command, { actor }) =>
    isFinished(state, actor.id)
      ? events({ type: 'stepUnfinished', person: actor.id, step: state.current ?? 0 })
      : events(),
}
