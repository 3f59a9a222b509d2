import { z } from 'zod'
import { ok } from '../../base/result.ts'
import type { RowKind } from '../../document/postmortem.ts'
import type { RowReader } from '../report.ts'
import { guessKind } from '../rowKind.ts'
import { nothingFound, readJson, rowsOf } from './entries.ts'

const Named = z.looseObject({ summary: z.string().nullish() }).nullish()
const LogEntry = z.looseObject({
  type: z.string(),
  created_at: z.string(),
  summary: z.string().nullish(),
  html_url: z.string().nullish(),
  agent: Named,
  channel: z.looseObject({ summary: z.string().nullish(), subject: z.string().nullish() }).nullish(),
  incident: z.looseObject({ html_url: z.string().nullish() }).nullish(),
})
const Wrapped = z.looseObject({ log_entries: z.array(z.unknown()) })

const KINDS: readonly (readonly [RegExp, RowKind])[] = [
  [/^trigger/, 'detect'],
  [/^(acknowledge|assign|delegate|escalate|notify|responder|urgency|priority)/, 'escalate'],
  [/^resolve/, 'resolve'],
]

/** Reads the log entries of a PagerDuty incident (`GET /incidents/{id}/log_entries`). */
export const readPagerduty: RowReader = (text, { newId }) => {
  const json = readJson(text)
  if (!json.ok) return json
  const values = json.value.flatMap(value => Wrapped.safeParse(value).data?.log_entries ?? [value])
  const entries = values.flatMap(value => LogEntry.safeParse(value).data ?? [])
  if (entries.length === 0) return nothingFound('PagerDuty log entries')
  const rows = entries.map(({ type, created_at, summary, agent, channel, html_url, incident }) => {
    const detail = channel?.subject || channel?.summary || ''
    const said =
      summary ||
      [agent?.summary, type.replace(/_log_entry$/, '').replaceAll('_', ' ')].filter(Boolean).join(': ')
    const line = detail && !said.includes(detail) && detail !== 'auto' ? `${said} — ${detail}` : said
    const kind = KINDS.find(([sign]) => sign.test(type))?.[1] ?? guessKind(line)
    return { at: created_at, text: line, kind, url: html_url || incident?.html_url }
  })
  return ok(rowsOf(rows, 'pagerduty', newId))
}
