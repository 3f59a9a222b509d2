import type { ActionRemark } from './action.ts'

/** Declined: work that will not be done says why, so that nobody has to decide it twice. */
export function checkDeclined(reason: string): ActionRemark[] {
  if (reason.trim() !== '') return []
  return [
    {
      rule: 'action/declined',
      verdict: 'revise',
      span: null,
      reason: 'It was declined, and nothing says why.',
      suggestion: 'What did the decision rest on: cost, another way, a risk that is accepted?',
    },
  ]
}
