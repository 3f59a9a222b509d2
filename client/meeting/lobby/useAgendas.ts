import { useState } from 'react'
import type { Result } from '../../../shared/base/result.ts'
import { MINUTE } from '../../../shared/base/time.ts'
import { STEP_TITLES, type StepPlan } from '../../../shared/meeting/agenda.ts'
import type { StepRequest } from '../../../shared/meeting/commands.ts'
import type { MeetingView } from '../../../shared/meeting/view.ts'
import type { AgendaTemplate } from '../../../shared/protocol/agendaApi.ts'
import { mayInWorkspace } from '../../../shared/protocol/permissions.ts'
import { api } from '../../connection/api.ts'
import { useAnswer } from '../../hooks/useAnswer.ts'
import { useSession } from '../../hooks/useSession.ts'

/** The workspace's saved agendas, and what this person may do with them; a refusal is answered, never shown here. */
export interface SavedAgendas {
  readonly list: readonly AgendaTemplate[]
  readonly mayKeep: boolean
  readonly keep: (name: string, plan: readonly StepPlan[]) => Promise<Result<unknown>>
  readonly rename: (id: string, name: string) => Promise<Result<unknown>>
  readonly remove: (id: string) => Promise<Result<unknown>>
}

/** Reads the saved agendas, and anew after each change of one's own. */
export function useAgendas(): SavedAgendas {
  const [turn, setTurn] = useState(0)
  const answer = useAnswer<readonly AgendaTemplate[]>('/api/agendas', turn)
  const session = useSession()
  const changed = async (change: Promise<Result<unknown>>): Promise<Result<unknown>> => {
    const result = await change
    if (result.ok) setTurn(now => now + 1)
    return result
  }
  return {
    list: answer.kind === 'there' ? answer.value : [],
    mayKeep: session.kind === 'signedIn' && mayInWorkspace(session.me.workspaceRole, 'keepAgendas'),
    keep: (name, plan) => changed(api.post('/api/agendas', { name, steps: requestsOf(plan) })),
    rename: (id, name) => changed(api.patch(`/api/agendas/${id}`, { name })),
    remove: id => changed(api.remove(`/api/agendas/${id}`)),
  }
}

/** Steps as a command or the API takes them: what is as usual is left out. */
export const requestsOf = (plan: readonly StepPlan[]): StepRequest[] =>
  plan.map(({ kind, title, minutes, prompts }) => ({
    kind,
    minutes,
    ...(title.trim() !== '' && title !== STEP_TITLES[kind] && { title: title.trim() }),
    ...(prompts?.length && { prompts: [...prompts] }),
  }))

/** The agenda of a meeting as it is planned now. */
export const planOf = (view: Pick<MeetingView, 'steps'>): readonly StepPlan[] =>
  view.steps.map(({ kind, title, prompts, plannedMs }) => ({
    kind,
    title,
    prompts,
    minutes: plannedMs / MINUTE,
  }))

/** True when two agendas have the same steps, however they were written down. */
export const isSameAgenda = (a: readonly StepRequest[], b: readonly StepRequest[]): boolean => {
  const shape = (steps: readonly StepRequest[]): string =>
    JSON.stringify(
      steps.map(({ kind, title, minutes, prompts }) => [
        kind,
        title ?? STEP_TITLES[kind],
        minutes,
        prompts ?? [],
      ]),
    )
  return shape(a) === shape(b)
}
