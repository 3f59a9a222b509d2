import { ok, type Result, refuse } from '../../../shared/base/result.ts'
import { isoSecond, parseInstant } from '../../../shared/base/time.ts'
import { writeCsv } from '../../../shared/formats/csvTable.ts'
import type { AuditItem, AuditPage } from '../../../shared/protocol/workspaceApi.ts'
import type { AuditEntry, AuditFilter } from '../../store/audit.ts'
import type { Store } from '../../store/store.ts'
import { inPostmortem, inWorkspace, json, type Route } from '../route.ts'

/** Rows on one page of the audit log. */
const PAGE = 50
/** Rows that one export has at most; a filter or another period gives the rest. */
const MOST_ROWS = 100_000

/** The audit log: of the whole workspace for admins, of one postmortem for those who facilitate it. */
export const auditRoutes: readonly Route[] = [
  inWorkspace('readWorkspaceAudit', 'get', '/api/audit', async ({ store, query }) => {
    const filter = filterIn(query)
    if (!filter.ok) return filter
    const rows = await store.audit.page(filter.value, PAGE + 1)
    const shown = rows.slice(0, PAGE)
    const next = rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null
    const page: AuditPage = { rows: await named(store, shown), next }
    return json(page)
  }),

  inWorkspace('readWorkspaceAudit', 'get', '/api/audit/export', async ({ store, query, access, actor }) => {
    const filter = filterIn(query)
    if (!filter.ok) return filter
    const format = query.get('format') ?? 'csv'
    if (format !== 'csv' && format !== 'jsonl') {
      return refuse('export/unsupported', 'The audit log is exported as format=csv or format=jsonl.')
    }
    const rows = await named(store, await store.audit.page(filter.value, MOST_ROWS))
    await access.audit(actor.person.id, 'audit/exported', '', { format, rows: rows.length })
    return format === 'csv'
      ? ok({ file: csvOf(rows), type: 'text/csv; charset=utf-8', name: 'debrief-audit.csv' })
      : ok({ file: linesOf(rows), type: 'application/x-ndjson; charset=utf-8', name: 'debrief-audit.jsonl' })
  }),

  inPostmortem('readAudit', 'get', '/audit', async ({ store, row }) =>
    json(await store.audit.list(row.id, 500)),
  ),
]

/** What a query asks for; refused when an instant or a place in the log cannot be read. */
export function filterIn(query: URLSearchParams): Result<AuditFilter> {
  const instant = (name: string): number | undefined | null => {
    const text = query.get(name)
    return text ? parseInstant(text) : undefined
  }
  const [from, to] = [instant('from'), instant('to')]
  if (from === null || to === null) {
    return refuse('request/invalid', 'from and to are instants, such as 2026-05-27T14:22:00Z.')
  }
  const before = query.get('before')
  if (before && !/^\d{1,15}$/.test(before))
    return refuse('request/invalid', 'before is a number from an answer.')
  const what = query.get('what')
  if (what && !/^[a-zA-Z]+(\/[a-zA-Z-]+)?$/.test(what)) {
    return refuse('request/invalid', 'what is a name such as signIn or signIn/done.')
  }
  const [who, postmortem] = [query.get('who'), query.get('postmortem')]
  return ok({
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(before ? { before: Number(before) } : {}),
    ...(what ? { what } : {}),
    ...(who ? { who } : {}),
    ...(postmortem ? { postmortem } : {}),
  })
}

/** The log itself holds ids only: who left has no name in it any more. */
async function named(store: Store, rows: readonly AuditEntry[]): Promise<AuditItem[]> {
  const [people, postmortems] = await Promise.all([
    store.access.people([...new Set(rows.map(({ who }) => who))].slice(0, 30_000)),
    store.postmortems.list(),
  ])
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const titles = new Map(postmortems.map(({ id, title }) => [id, title]))
  return rows.map(row => ({
    ...row,
    name: names.get(row.who) ?? '',
    title: titles.get(row.postmortem) ?? '',
  }))
}

const HEADS = ['Time (UTC)', 'Who', 'Person', 'What', 'Postmortem', 'Title', 'Detail']

/** For a spreadsheet, guarded against formulas. */
const csvOf = (rows: readonly AuditItem[]): string =>
  writeCsv([
    HEADS,
    ...rows.map(({ at, name, who, what, postmortem, title, detail }) => [
      isoSecond(at),
      name,
      who,
      what,
      postmortem,
      title,
      JSON.stringify(detail),
    ]),
  ])

const linesOf = (rows: readonly AuditItem[]): string =>
  rows.map(({ at, ...row }) => `${JSON.stringify({ at: isoSecond(at), ...row })}\n`).join('')
