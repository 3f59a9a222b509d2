import type { Finding, Place } from '../finding.ts'
import type { ActionContext, ActionRemark, CheckedAction } from './action.ts'
import { checkDeclined } from './declined.ts'
import { checkTimeBound } from './due.ts'
import { checkAssignable } from './owner.ts'
import { checkRelevant } from './relevant.ts'
import { checkTracked } from './tracker.ts'
import { checkCommitted, checkMeasurable, checkSpecific } from './wording.ts'

/** What a review of one action comes to: `reject` must change, `revise` should, `pass` stands. */
export interface ActionVerdict {
  readonly verdict: 'pass' | 'revise' | 'reject'
  readonly findings: readonly Finding[]
}

/** Checks one action against SMART (checks, "Action quality"); findings point at `where`. */
export function checkAction(
  action: CheckedAction,
  context: ActionContext,
  where: Place = { in: 'actions', id: null },
): ActionVerdict {
  const remarks = remarksOn(action, context)
  const verdicts = remarks.map(remark => remark.verdict)
  const verdict = verdicts.includes('reject') ? 'reject' : verdicts.length > 0 ? 'revise' : 'pass'
  return { verdict, findings: remarks.map(remark => finding(remark, where)) }
}

function remarksOn(action: CheckedAction, context: ActionContext): ActionRemark[] {
  const { text } = action
  // Work that nobody will do has to say only why.
  if (action.status === 'declined') return checkDeclined(action.reason ?? '')
  return [
    ...checkSpecific(text),
    ...checkCommitted(text),
    ...checkMeasurable(text),
    ...checkAssignable(action.owner, context.people),
    ...checkRelevant(text, action.factors, context),
    ...checkTimeBound(action.due ?? '', action.status === 'done', context.severity, context.meetingDate),
    ...checkTracked(action.tracker ?? ''),
  ]
}

const finding = ({ rule, verdict, span, reason, suggestion }: ActionRemark, where: Place): Finding => ({
  rule,
  severity: verdict === 'reject' ? 'block' : 'warn',
  where,
  span,
  reason,
  suggestion,
})
