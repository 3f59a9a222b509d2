import type { ActionItem, Factor } from '../../document/postmortem.ts'
import type { Finding } from '../finding.ts'
import { actionStrength } from './strength.ts'

/** More than so many open actions for one owner, and some will not be done. */
const MOST_FOR_ONE = 3

/** What shows only when all actions are seen together: strength, coverage of the chosen factors, and load. */
export function checkActionSet(actions: readonly ActionItem[], factors: readonly Factor[]): Finding[] {
  const live = actions.filter(action => action.status !== 'declined' && action.text.trim() !== '')
  return [...weakness(live), ...uncovered(live, factors), ...load(live)]
}

function weakness(actions: readonly ActionItem[]): Finding[] {
  if (actions.length === 0 || actions.some(action => actionStrength(action.text) !== 'weak')) return []
  return [
    {
      rule: 'action/strength',
      severity: 'warn',
      where: { in: 'actions', id: null },
      span: null,
      reason: 'All actions are weak ones: they ask people to know, read or remember something.',
      suggestion: 'Which of them could become a limit, a default, a check or a removal?',
    },
  ]
}

function uncovered(actions: readonly ActionItem[], factors: readonly Factor[]): Finding[] {
  const answered = new Set(actions.flatMap(action => action.factors))
  return factors
    .filter(factor => factor.chosen && factor.waiver.trim() === '' && !answered.has(factor.id))
    .map(factor => ({
      rule: 'action/coverage',
      severity: 'warn',
      where: { in: 'factors', id: factor.id },
      span: null,
      reason: 'This chosen factor has neither an action nor a reason to leave it.',
      suggestion: 'What would take it away or make it harmless, or why do we accept it?',
    }))
}

function load(actions: readonly ActionItem[]): Finding[] {
  const open = actions.filter(action => action.status !== 'done' && action.owner.trim() !== '')
  const byOwner = Map.groupBy(open, action => action.owner.trim())
  return [...byOwner].flatMap(([owner, owned]) => {
    const first = owned[MOST_FOR_ONE]
    if (!first) return []
    return [
      {
        rule: 'action/load',
        severity: 'warn' as const,
        where: { in: 'actions' as const, id: first.id },
        span: null,
        reason: `${owner} owns ${owned.length} open actions of this postmortem.`,
        suggestion: 'Which of them could someone else carry, or which could wait?',
      },
    ]
  })
}
