/** What somebody hears, in private, who writes of their own part as if it were the cause. */
export const SELF_WORD = {
  reason: 'You seem to be hard on yourself here; what you did made sense with what you knew then.',
  suggestion: 'What did you see and expect at that moment? Writing that down helps whoever sits there next.',
} as const
