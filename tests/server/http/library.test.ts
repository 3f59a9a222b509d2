import { afterAll, beforeAll, expect, it } from 'vitest'
import { DAY } from '../../../shared/base/time.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

let server: TestServer
let payments: string
let edge: string
let example: string

beforeAll(async () => {
  server = await startServer()
  payments = await server.create({
    title: 'Payments outage',
    severity: 'SEV2',
    startedAt: '2026-05-27T16:22:00+02:00',
    resolvedAt: '2026-05-27T14:42:00Z',
    services: ['payments', 'db'],
    tags: ['pool'],
  })
  edge = await server.create({ title: 'Certificate nearly expired', kind: 'near-miss', services: ['edge'] })
  example = await server.copyOfExample()
})
afterAll(() => server.close())

const found = async (query: string, token?: string): Promise<string[]> =>
  (await server.api('GET', `/api/postmortems${query}`, undefined, token)).body.map(
    ({ id }: { id: string }) => id,
  )

it('a new postmortem is read back with its facts in UTC', async () => {
  const { body } = await server.api('GET', `/api/postmortems/${payments}`)
  expect(body).toMatchObject({
    id: payments,
    title: 'Payments outage',
    severity: 'SEV2',
    startedAt: '2026-05-27T14:22:00Z',
    services: ['payments', 'db'],
    timeline: [],
  })
})

it('the library is filtered by each fact, and searched for every word', async () => {
  expect((await found('')).sort()).toEqual([payments, edge, example].sort())
  expect(await found('?service=edge')).toEqual([edge])
  expect(await found('?tag=pool')).toEqual([payments])
  expect(await found('?kind=near-miss')).toEqual([edge])
  expect(await found('?severity=sev2&service=db')).toEqual([payments])
  expect(await found('?status=published')).toEqual([])
  expect(await found('?category=measurements')).toEqual([example])
  expect(await found('?query=nearly%20CERTIFICATE')).toEqual([edge])
  expect(await found('?query=certificate%20payments')).toEqual([])
})

it('a row says what is due: the review after 72 hours, and how far the actions are', async () => {
  const { body } = await server.api('GET', '/api/postmortems?query=payments&tag=pool')
  expect(body[0]).toMatchObject({
    id: payments,
    status: 'draft',
    role: 'owner',
    factors: 0,
    actions: { total: 0, done: 0, overdue: 0 },
    reviewDue: Date.parse('2026-05-27T14:42:00Z') + 3 * DAY,
  })
})

it('a row says where its meeting stands; once it was held no review is due', async () => {
  const id = await server.create({ title: 'A meeting', severity: 'SEV1', resolvedAt: '2026-05-27T14:42:00Z' })
  const item = async () =>
    (await server.api('GET', '/api/postmortems')).body.find((one: { id: string }) => one.id === id)
  const path = `/api/postmortems/${id}/meeting`
  const { session } = await server.guest(id, 'facilitator', 'Carol')
  const give = async (command: object): Promise<void> => {
    const { rev = 0 } = (await server.api('GET', path)).body
    const body = { command, expectedRev: rev, idempotencyKey: crypto.randomUUID() }
    expect((await server.api('POST', `${path}/commands`, body, session)).status).toBe(200)
  }
  expect(await item()).toMatchObject({ meeting: null, reviewDue: expect.any(Number) })
  for (const [command, meeting] of [
    ['openMeeting', 'lobby'],
    ['startMeeting', 'running'],
    ['endMeeting', 'ended'],
    ['reopenMeeting', 'running'],
    ['endMeeting', 'ended'],
  ] as const) {
    await give({ type: command, ...(command === 'openMeeting' && { minutes: 60 }) })
    expect((await item()).meeting).toBe(meeting)
  }
  expect((await item()).reviewDue).toBeNull()
})

it('guests see what they were invited to, in the library and among the actions', async () => {
  const { session } = await server.guest(example, 'viewer')
  expect(await found('', session)).toEqual([example])
  const actions = await server.api('GET', '/api/actions', undefined, session)
  expect(actions.body.length).toBeGreaterThan(0)
  const { session: other } = await server.guest(edge, 'viewer')
  expect((await server.api('GET', '/api/actions', undefined, other)).body).toEqual([])
})

it('actions of all postmortems are filtered by owner, status and overdue', async () => {
  const all = (await server.api('GET', '/api/actions')).body
  const [first] = all
  const { owner, status } = first.action
  const query = `?owner=${encodeURIComponent(owner)}&status=${status}`
  const some = (await server.api('GET', `/api/actions${query}`)).body
  expect(some.length).toBeGreaterThan(0)
  for (const { action } of some) expect([action.owner, action.status]).toEqual([owner, status])
  const overdue = (await server.api('GET', '/api/actions?overdue=true')).body
  const others = (await server.api('GET', '/api/actions?overdue=false')).body
  expect(overdue.length + others.length).toBe(all.length)
  expect((await server.api('GET', '/api/actions?overdue=maybe')).status).toBe(400)
})

it('the export as JSON is the postmortem, named after it; an unknown format lists those there are', async () => {
  const answer = await server.api('GET', `/api/postmortems/${payments}/export?format=json`)
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=payments-outage.json')
  expect(answer.body).toEqual((await server.api('GET', `/api/postmortems/${payments}`)).body)
  const pdf = await server.api('GET', `/api/postmortems/${payments}/export?format=pdf`)
  expect([pdf.status, pdf.body.error.code]).toEqual([400, 'export/unsupported'])
  expect(pdf.body.error.message).toContain('json')
})

it('each format goes out with its own type and name', async () => {
  const file = async (query: string) => {
    const { status, headers, body } = await server.api('GET', `/api/postmortems/${example}/export?${query}`)
    expect(status).toBe(200)
    return [
      headers.get('content-type'),
      headers.get('content-disposition')?.split('=')[1],
      String(body).slice(0, 15),
    ]
  }
  const name = 'copy-of-payments-service-outage'
  expect(await file('format=markdown')).toEqual([
    'text/markdown; charset=utf-8',
    `${name}.md`,
    expect.stringMatching(/^# /),
  ])
  expect(await file('format=html')).toEqual(['text/html; charset=utf-8', `${name}.html`, '<!doctype html>'])
  expect((await file('format=csv'))[1]).toBe(`${name}.csv`)
  expect((await file('format=csv&of=actions'))[1]).toBe(`${name}-actions.csv`)
  expect(await file('format=ics&of=actions')).toEqual([
    'text/calendar; charset=utf-8',
    `${name}-actions.ics`,
    'BEGIN:VCALENDAR',
  ])
})

it('texts are checked one by one, with the names of people', async () => {
  const texts = ['Priya should have checked the pool.', 'The pool was full at 14:30.']
  const { body } = await server.api('POST', '/api/checks/language', { texts, people: ['Priya'] })
  expect(body.findings.map((list: unknown[]) => list.length > 0)).toEqual([true, false])
  expect(body.findings[0][0].where).toEqual({ in: 'text', index: 0 })
})

it('the findings of a postmortem include what is missing before its meeting', async () => {
  const { body } = await server.api('GET', `/api/postmortems/${edge}/findings`)
  const rules = body.map(({ rule }: { rule: string }) => rule)
  expect(rules).toContain('readiness/severity')
  expect(rules).not.toContain('readiness/title')
})

it('publishing keeps a version, shows in the library, and stands in the audit log', async () => {
  const answer = await server.api('POST', `/api/postmortems/${edge}/publication`, { audience: 'internal' })
  expect([answer.status, answer.body]).toEqual([
    201,
    {
      status: 'published',
      audience: 'internal',
      publishedAt: expect.any(Number),
      version: expect.any(String),
    },
  ])
  expect(await found('?status=published')).toEqual([edge])
  const { body } = await server.api('GET', `/api/postmortems/${edge}/audit`)
  expect(body[0]).toMatchObject({
    who: 'owner',
    what: 'postmortem/published',
    detail: { version: answer.body.version, audience: 'internal' },
  })
})

it('what was published stands still at an address of its own, and it is said when it is out of date', async () => {
  const id = await server.create({ title: 'Queue stopped' })
  const viewer = (await server.guest(id, 'viewer')).session
  const path = `/api/postmortems/${id}`
  const before = await server.api('GET', `${path}/publication`, undefined, viewer)
  expect(before.body).toEqual({ last: null, readers: { invited: expect.any(Number), colleagues: false } })
  const { body } = await server.api('POST', `${path}/publication`, { audience: 'internal' })
  const state = async () => (await server.api('GET', `${path}/publication`, undefined, viewer)).body.last
  expect(await state()).toEqual({
    at: expect.any(Number),
    by: expect.any(String),
    version: body.version,
    isOutdated: false,
  })
  await server.api('POST', `${path}/timeline/import?source=csv`, 'Time,Event\n2026-05-27 14:24,After it\n')
  await until('it is out of date', async () => (await state()).isOutdated)
  const page = await server.api('GET', `${path}/published/${body.version}`, undefined, viewer)
  expect(page.body).toContain('Queue stopped')
  expect(page.body).not.toContain('After it')
  expect(page.headers.get('content-security-policy')).toContain('sandbox')
  expect(page.headers.get('content-security-policy')).not.toContain('allow-scripts')
})

it('only versions that were published can be read by a viewer', async () => {
  const id = await server.create({ title: 'Queue stopped' })
  const viewer = (await server.guest(id, 'viewer')).session
  const path = `/api/postmortems/${id}`
  const { version } = (await server.api('POST', `${path}/publication`, { audience: 'internal' })).body
  const restored = await server.api('POST', `${path}/versions/${version}/restore`)
  const answer = await server.api('GET', `${path}/published/${restored.body.before}`, undefined, viewer)
  expect([answer.status, answer.body.error.code]).toEqual([404, 'version/not-found'])
})

it('nothing is published outside as if it were inside', async () => {
  const id = await server.create({ title: 'Queue stopped' })
  const answer = await server.api('POST', `/api/postmortems/${id}/publication`, { audience: 'external' })
  expect([answer.status, answer.body.error.code]).toEqual([409, 'publication/external'])
  expect((await server.api('GET', `/api/postmortems/${id}/publication`)).body.last).toBeNull()
})

it('a postmortem with a blocking finding is not published, and the answer says which', async () => {
  const id = await server.create({ title: 'Outage caused by @bob' })
  const answer = await server.api('POST', `/api/postmortems/${id}/publication`, { audience: 'internal' })
  expect([answer.status, answer.body.error.code]).toEqual([409, 'publication/blocked'])
  expect(answer.body.findings[0]).toMatchObject({ severity: 'block', where: { in: 'facts', field: 'title' } })
  expect(await found(`?status=published&query=outage`)).toEqual([])
})

it('actions are checked one by one, each with a verdict', async () => {
  const actions = [
    {
      text: 'Cap retries to 3 attempts with jitter',
      owner: '@bob',
      due: '2026-06-05',
      tracker: 'PAY-12',
      factors: ['f1'],
    },
    { text: 'Improve monitoring', owner: '@platform-team', due: 'ASAP' },
  ]
  const asked = { actions, people: ['@bob'], severity: 'SEV2', meetingDate: '2026-05-29' }
  const { status, body } = await server.api('POST', '/api/checks/actions', asked)
  expect([status, body.verdicts.map(({ verdict }: { verdict: string }) => verdict)]).toEqual([
    200,
    ['pass', 'reject'],
  ])
  expect(body.verdicts[1].findings[0].where).toEqual({ in: 'text', index: 1 })
})

it('a Markdown export is imported again as the same postmortem, with a report', async () => {
  const { body: text } = await server.api('GET', `/api/postmortems/${example}/export?format=markdown`)
  expect(text).toContain('# ')
  const made = await server.api('POST', '/api/postmortems/import?source=markdown', text)
  expect(made.status).toBe(201)
  const { body: before } = await server.api('GET', `/api/postmortems/${example}`)
  const { body: after } = await server.api('GET', `/api/postmortems/${made.body.id}`)
  expect(after.title).toBe(before.title)
  const texts = (rows: { text: string }[]): string[] => rows.map(row => row.text)
  expect(texts(after.timeline)).toEqual(texts(before.timeline))
  expect(texts(after.actions)).toEqual(texts(before.actions))
  expect(made.body.report.recognised.rows).toBe(before.timeline.length)
})

it('an import that cannot be read makes no postmortem', async () => {
  const before = await found('')
  const answers = await Promise.all([
    server.api('POST', '/api/postmortems/import?source=markdown', '  '),
    server.api('POST', '/api/postmortems/import?source=word', '# Title'),
    server.api('POST', '/api/postmortems/import', '# Title'),
  ])
  expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual([
    [422, 'import/empty'],
    [422, 'import/unsupported'],
    [422, 'import/unsupported'],
  ])
  expect(await found('')).toEqual(before)
})

it('rows are imported into a timeline once, however often the file is sent', async () => {
  const id = await server.create()
  const { body: text } = await server.api('GET', `/api/postmortems/${example}/export?format=markdown`)
  const send = () => server.api('POST', `/api/postmortems/${id}/timeline/import?source=markdown`, text)
  const { body: from } = await server.api('GET', `/api/postmortems/${example}`)
  const first = await send()
  expect([first.status, first.body.added, first.body.known]).toEqual([201, from.timeline.length, 0])
  expect((await send()).body).toMatchObject({ added: 0, known: from.timeline.length })
  const { body } = await server.api('GET', `/api/postmortems/${id}`)
  const texts = (rows: { text: string }[]): string[] => rows.map(row => row.text)
  expect(texts(body.timeline)).toEqual(texts(from.timeline))
})

it('rows come in from a table, and a file of another kind is refused', async () => {
  const id = await server.create({ startedAt: '2026-05-27T14:22:00Z' })
  const csv = 'Time,Event\n2026-05-27 14:24,Acknowledged\n2026-05-27 14:32,Rollback started\n'
  const answer = await server.api('POST', `/api/postmortems/${id}/timeline/import?source=csv`, csv)
  expect([answer.status, answer.body.added]).toEqual([201, 2])
  const { body } = await server.api('GET', `/api/postmortems/${id}`)
  expect(body.timeline.map(({ at, text }: { at: string; text: string }) => [at, text])).toEqual([
    ['2026-05-27T14:24:00Z', 'Acknowledged'],
    ['2026-05-27T14:32:00Z', 'Rollback started'],
  ])
  const broken = await server.api('POST', `/api/postmortems/${id}/timeline/import?source=slack`, 'no export')
  expect([broken.status, broken.body.error.code.split('/')[0]]).toEqual([422, 'import'])
})

it('trends count the incidents of a span of time, its last day included', async () => {
  const incidents = async (query: string): Promise<number> =>
    (await server.api('GET', `/api/trends${query}`)).body.incidents
  const all = await incidents('?from=2026-05-27&to=2026-05-27')
  expect(all).toBeGreaterThan(0)
  expect(await incidents('?from=2026-05-28')).toBe(0)
  expect(await incidents('?to=2026-05-26')).toBe(0)
  expect((await server.api('GET', '/api/trends?from=yesterday')).status).toBe(400)
})

it('the example is of the last working day, or of the one before a given instant', async () => {
  const startOf = async (id: string): Promise<string> =>
    (await server.api('GET', `/api/postmortems/${id}`)).body.startedAt
  expect(await startOf(example)).toBe('2026-05-27T14:20:00Z')
  const made = await server.api('POST', '/api/postmortems/example')
  const ago = Date.now() - Date.parse(await startOf(made.body.id))
  expect(ago).toBeGreaterThan(0)
  expect(ago).toBeLessThan(4 * DAY)
  const { status, body } = await server.api('POST', '/api/postmortems/example', { asOf: 'soon' })
  expect([status, body.error.code]).toEqual([400, 'request/invalid'])
})
