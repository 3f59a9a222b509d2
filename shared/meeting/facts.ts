import { entryOf } from '../base/lookup.ts'

/**
 * What the meeting needs to know of the document it is about. A plain postmortem fits as it is; the
 * meeting itself knows nothing of how a document is stored.
 */
export interface DocumentFacts {
  readonly timeline: readonly RowFact[]
  readonly factors: readonly FactorFact[]
  readonly actions: readonly ActionFact[]
}

export interface RowFact {
  readonly id: string
  readonly at: string
  readonly text: string
  readonly state: 'draft' | 'confirmed' | 'disputed'
}

export interface FactorFact {
  readonly id: string
  readonly text: string
  readonly group: string
  readonly chosen: boolean
  readonly waiver: string
}

export interface ActionFact {
  readonly id: string
  readonly text: string
  readonly owner: string
  readonly factors: readonly string[]
}

/** An action of an earlier review of the same service, to be given a status in the opening. */
export interface EarlierAction {
  readonly postmortem: string
  readonly action: string
}

/** Chosen factors that neither an action nor a waiver with a reason answers yet. */
export function uncoveredFactors(facts: DocumentFacts): readonly FactorFact[] {
  const covered = new Set(facts.actions.flatMap(action => action.factors))
  return facts.factors.filter(
    factor => factor.chosen && !covered.has(factor.id) && factor.waiver.trim() === '',
  )
}

/** True when the action's present owner accepted it; `accepted` is action id → the owner it had then. */
export const isAccepted = ({ id, owner }: ActionFact, accepted: Readonly<Record<string, string>>): boolean =>
  owner.trim() !== '' && entryOf(accepted, id) === owner.trim()
