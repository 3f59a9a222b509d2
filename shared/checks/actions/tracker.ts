import type { ActionRemark } from './action.ts'

/** Keys that name a record, not an issue that someone works on. */
const RECORDS = new Set(['INC', 'RB', 'ADR', 'CVE', 'SEV', 'RFC', 'PM', 'INCIDENT', 'POSTMORTEM', 'CWE'])
const NO_TRACKER =
  /(?:slack\.com|docs\.google\.com|chat\.google\.com|teams\.microsoft\.com|zoom\.us|pagerduty\.com|\/wiki\/|statuspage\.io)/i

/** Tracked: the URL or key of an issue. */
export function checkTracked(tracker: string): ActionRemark[] {
  const given = tracker.trim()
  if (given === '')
    return [
      remark('It is in no tracker, so nobody meets it in their daily work.', 'Which issue will carry it?'),
    ]
  if (isIssue(given)) return []
  return [
    remark(
      `“${given}” is no issue that someone works through.`,
      'Which issue follows it up: a URL, or a key such as INFRA-4521?',
    ),
  ]
}

const remark = (reason: string, suggestion: string): ActionRemark => ({
  rule: 'action/tracked',
  verdict: 'revise',
  span: null,
  reason,
  suggestion,
})

function isIssue(tracker: string): boolean {
  const url = /https?:\/\/[^\s/]+(\/\S+)/i.exec(tracker)
  if (url) return !NO_TRACKER.test(tracker) && (url[1] ?? '').length > 1
  if (/(?:^|\s|[\w.-]+\/[\w.-]+)#\d+\b/.test(tracker)) return true
  const keys = [...tracker.matchAll(/\b([A-Z][A-Z0-9_]{0,14})-\d+\b/gi)]
  return keys.some(key => !RECORDS.has((key[1] ?? '').toUpperCase()))
}
