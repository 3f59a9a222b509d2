import { MINUTE, SECOND } from '../../../shared/base/time.ts'

/** When something about the course of a meeting is worth a word to its facilitator. */
export const THRESHOLDS = {
  /** One person makes more than this share of the edits … */
  loudShare: 0.4,
  /** … of at least so many, among at least so many people who could write. */
  loudEdits: 12,
  loudPeople: 3,
  /** What was written within this time is one edit of its writer: fast typing is no louder than slow. */
  editMs: 10 * SECOND,
  /** How far back edits are looked at, ms. */
  editWindow: 10 * MINUTE,
  /** From this share of a step's time on, silence of somebody is worth a question. */
  halfOfStep: 0.5,
  /** For how long a late arrival is pointed out, ms. */
  lateFor: 3 * MINUTE,
  /** In the round, nobody was asked for so long, ms. */
  quietRound: 2 * MINUTE,
  /** How many factors the vote is meant to bring to the actions. */
  chosen: 3,
} as const
