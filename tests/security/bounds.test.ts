import { afterAll, beforeAll, expect, it } from 'vitest'
import { BOUNDS, type BoundName } from '../../shared/base/bounds.ts'
import { type ApiAnswer, startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

/** Commands that one person may give in a moment: what needs more is spread over people. */
const PACE = 150

/** A running meeting, and what gives commands in it as any of several people. */
async function meeting(people = 1) {
  const id = await server.create()
  const path = `/api/postmortems/${id}/meeting`
  const sessions = await Promise.all(
    Array.from(
      { length: people },
      async (_, at) => (await server.guest(id, 'facilitator', `F${at}`)).session,
    ),
  )
  let count = 0
  const give = async (command: object, who = Math.floor(count / PACE) % people): Promise<ApiAnswer> => {
    const { rev = 0 } = (await server.api('GET', path)).body
    const body = { command, expectedRev: rev, idempotencyKey: `key ${++count}` }
    return server.api('POST', `${path}/commands`, body, sessions[who])
  }
  await give({ type: 'openMeeting', minutes: 60 }, 0)
  return { id, path, give }
}

/** Does something as often as it is granted, at most `times`; answers how often that was, and the last answer. */
async function asOftenAs(
  times: number,
  act: (at: number) => Promise<ApiAnswer>,
): Promise<[number, ApiAnswer]> {
  let last = await act(0)
  let granted = 0
  while (last.status < 300 && granted < times) {
    granted++
    if (granted < times) last = await act(granted)
  }
  return [granted, last]
}

/** One more than the bound of each row of the table; a row without an attack fails. */
const ATTACKS: Readonly<Record<BoundName, () => Promise<void>>> = {
  async cards() {
    const { give } = await meeting()
    const { most } = BOUNDS.cards
    const [granted, last] = await asOftenAs(most + 1, at =>
      give({ type: 'submitCard', card: `c${at}`, text: 'x' }),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many-cards'])
  },
  async ideas() {
    const { give } = await meeting(4)
    const { most } = BOUNDS.ideas
    const [granted, last] = await asOftenAs(most + 1, at => give({ type: 'park', text: `idea ${at}` }))
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many'])
  },
  async learnings() {
    const { give } = await meeting(25)
    await give({ type: 'startMeeting' }, 0)
    const { most } = BOUNDS.learnings
    const each = BOUNDS.learningsOfOne.most
    const [granted, last] = await asOftenAs(most + 1, at =>
      give({ type: 'recordLearning', text: `learning ${at}` }, Math.floor(at / each)),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many'])
  },
  async learningsOfOne() {
    const { give } = await meeting()
    await give({ type: 'startMeeting' })
    const { most } = BOUNDS.learningsOfOne
    const [granted, last] = await asOftenAs(most + 1, at => give({ type: 'recordLearning', text: `l ${at}` }))
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many'])
  },
  async earlierActions() {
    const { give } = await meeting(6)
    const { most } = BOUNDS.earlierActions
    const [granted, last] = await asOftenAs(most + 1, at =>
      give({ type: 'recordEarlierAction', postmortem: 'p', action: `a${at}`, status: 'done' }),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many'])
  },
  async steps() {
    const { give } = await meeting()
    const agenda = Array.from({ length: BOUNDS.steps.most + 1 }, () => ({ kind: 'timeline', minutes: 5 }))
    expect((await give({ type: 'openMeeting', agenda })).status).toBe(400)
    expect((await give({ type: 'openMeeting', agenda: agenda.slice(1) })).status).toBe(200)
  },
  async meetingText() {
    const { give } = await meeting()
    const text = 'x'.repeat(BOUNDS.meetingText.most + 1)
    for (const type of ['park', 'recordLearning'])
      expect([type, (await give({ type, text })).status]).toEqual([type, 400])
    expect((await give({ type: 'submitCard', card: 'c', text })).status).toBe(400)
  },
  async title() {
    const title = 'x'.repeat(BOUNDS.title.most + 1)
    expect((await server.api('POST', '/api/postmortems', { title })).status).toBe(400)
    expect((await server.api('POST', '/api/postmortems', { title: title.slice(1) })).status).toBe(201)
  },
  async agendas() {
    const steps = [{ kind: 'timeline', minutes: 5 }]
    const { most } = BOUNDS.agendas
    const [granted, last] = await asOftenAs(most + 1, at =>
      server.api('POST', '/api/agendas', { name: `agenda ${at}`, steps }),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'agenda/too-many'])
  },
  async tokens() {
    const { most } = BOUNDS.tokens
    const [granted, last] = await asOftenAs(most + 1, at =>
      server.api('POST', '/api/tokens', { name: `t${at}` }),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'token/too-many'])
  },
  async invitations() {
    const id = await server.create()
    const { most } = BOUNDS.invitations
    const [granted, last] = await asOftenAs(most + 1, () =>
      server.api('POST', `/api/postmortems/${id}/invitations`, { role: 'viewer' }),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'invitation/too-many'])
  },
  async importedRows() {
    const id = await server.create()
    const rows = Array.from(
      { length: BOUNDS.importedRows.most + 1 },
      (_, at) => `2026-05-27T14:00:00Z,e${at}`,
    )
    const csv = `time,event\n${rows.join('\n')}\n`
    const answer = await server.api('POST', `/api/postmortems/${id}/timeline/import?source=csv`, csv)
    expect([answer.status, answer.body.error.code]).toEqual([422, 'import/too-many-rows'])
  },
  async latestInstant() {
    const { id, path, give } = await meeting()
    for (const scheduledStart of [
      8.64e15,
      8.64e15 + 1,
      1e300,
      '9999-12-31T00:00:00Z',
      BOUNDS.latestInstant.most + 1,
    ])
      expect([
        scheduledStart,
        (await give({ type: 'openMeeting', minutes: 60, scheduledStart })).status,
      ]).toEqual([scheduledStart, 400])
    expect((await server.api('GET', path)).status).toBe(200)
    expect((await server.api('GET', `/api/postmortems/${id}/export?format=ics`)).status).toBe(200)
  },
}

for (const name of Object.keys(BOUNDS) as BoundName[]) {
  it(`bounds: ${name}, one more than ${BOUNDS[name].most}`, () => ATTACKS[name](), 120_000)
}

it('a guest does not go by the name of somebody who leads', async () => {
  const id = await server.create()
  await server.guest(id, 'facilitator', 'Carol Diaz')
  const { token } = (await server.api('POST', `/api/postmortems/${id}/invitations`, { role: 'participant' }))
    .body
  const join = (name: string) => server.api('POST', '/api/invitations/accept', { token, name }, null)
  for (const name of ['Carol Diaz', 'carol  diaz', 'Ｃarol Diaz', 'OWNER']) {
    const answer = await join(name)
    expect([name, answer.status, answer.body.error?.code]).toEqual([name, 409, 'invitation/name-taken'])
  }
  expect((await join('Carol Diaz (payments)')).status).toBe(200)
})
