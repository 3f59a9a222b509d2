import { refuse } from '../../../shared/base/result.ts'
import { DAY, parseInstant } from '../../../shared/base/time.ts'
import { trendsOf } from '../../../shared/library/trends.ts'
import { listActions, listPostmortems, type Readable } from '../../library/listing.ts'
import { inWorkspace, json, type Route, type SignedInAsk } from '../route.ts'

/** What is known across postmortems; each person sees those they may read. */
export const libraryRoutes: readonly Route[] = [
  inWorkspace('browse', 'get', '/api/postmortems', async ask => {
    const asked = (name: string): string => ask.query.get(name)?.trim() ?? ''
    const query = {
      query: asked('query'),
      severity: asked('severity'),
      kind: asked('kind'),
      service: asked('service'),
      tag: asked('tag'),
      category: asked('category'),
      status: asked('status'),
    }
    return json(listPostmortems(await readable(ask), query, ask.now(), await ask.meetings.statuses()))
  }),

  inWorkspace('browse', 'get', '/api/actions', async ask => {
    const overdue = ask.query.get('overdue') ?? ''
    if (!['', 'true', 'false'].includes(overdue))
      return refuse('request/invalid', 'overdue: write true or false.')
    const query = {
      owner: ask.query.get('owner')?.trim() ?? '',
      status: ask.query.get('status')?.trim() ?? '',
      overdue: overdue === '' ? null : overdue === 'true',
    }
    return json(listActions(await readable(ask), query, ask.now()))
  }),

  inWorkspace('browse', 'get', '/api/trends', async ask => {
    const from = instantOf(ask.query.get('from'), 0)
    // A day given as the end is meant as a whole.
    const to = instantOf(ask.query.get('to'), DAY)
    if (Number.isNaN(from) || Number.isNaN(to))
      return refuse('request/invalid', 'from and to are days, such as 2026-05-27, or instants in ISO 8601.')
    const counted = (await readable(ask)).filter(({ row }) => !row.isExample)
    const postmortems = counted.map(({ row }) => row.index)
    return json(trendsOf(postmortems, { from, to, now: ask.now() }))
  }),
]

/** A day (and `more`) or an instant in ms; null when it was not asked for, NaN when it is none. */
function instantOf(value: string | null, more: number): number | null {
  const text = value?.trim()
  if (!text) return null
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text)
  return (parseInstant(text) ?? Number.NaN) + (isDay ? more : 0)
}

/** The postmortems that the asker may read, with their role. */
export async function readable({ library, access, actor }: SignedInAsk): Promise<Readable[]> {
  const rows = await library.list()
  const roles = await access.roles.rolesAmong(actor.person, rows)
  return rows.flatMap(row => {
    const role = roles.get(row.id)
    return role ? [{ row, role }] : []
  })
}
