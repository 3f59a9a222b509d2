import { DAY } from '../../base/time.ts'
import type { Severity } from '../../document/postmortem.ts'
import type { ActionRemark } from './action.ts'

/** Days after the meeting by which actions are due, where the severity sets a limit. */
const LIMIT_DAYS: Readonly<Partial<Record<Severity, number>>> = { SEV1: 15, SEV2: 30 }

/** Midnight UTC of a day written `YYYY-MM-DD` (or of an instant), in ms; null for anything else. */
export function dayOf(value: string): number | null {
  const parts = /^\s*(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?\s*$/.exec(value)
  if (!parts) return null
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number)
  const ms = Date.UTC(year, month - 1, day)
  const date = new Date(ms)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? ms : null
}

/** Time-bound: a date that is not past (unless done), within 15 days for SEV1 and 30 for SEV2. */
export function checkTimeBound(
  due: string,
  isSettled: boolean,
  severity: Severity | '',
  meetingDate: string,
): ActionRemark[] {
  if (due.trim() === '')
    return [remark('reject', 'It has no date.', 'On which day can we look at it together?')]
  const day = dayOf(due)
  if (day === null) {
    return [remark('reject', `“${due.trim()}” is not a date.`, 'Which day, written as 2026-06-03?')]
  }
  const meeting = dayOf(meetingDate)
  if (meeting === null) return []
  if (day < meeting && !isSettled) {
    return [remark('reject', 'Its date has already passed.', 'Is it done? Otherwise, which day from now on?')]
  }
  const limit = severity === '' ? undefined : LIMIT_DAYS[severity]
  if (limit === undefined || isSettled || day <= meeting + limit * DAY) return []
  return [
    remark(
      'revise',
      `After a ${severity}, actions are due within ${limit} days; this one is ${Math.round((day - meeting) / DAY)} days away.`,
      'What smaller part of it can stand by then?',
    ),
  ]
}

const remark = (verdict: ActionRemark['verdict'], reason: string, suggestion: string): ActionRemark => ({
  rule: 'action/time-bound',
  verdict,
  span: null,
  reason,
  suggestion,
})
