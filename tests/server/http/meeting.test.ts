import * as decoding from 'lib0/decoding'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { FRAME, PROTOCOL_VERSION, type ServerMessage } from '../../../shared/protocol/messages.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
const closers: (() => void)[] = []

beforeAll(async () => {
  server = await startServer()
})
afterEach(() => {
  for (const close of closers.splice(0)) close()
})
afterAll(() => server.close())

/** Every message of the project's own protocol that a socket of this session heard. */
async function listen(postmortem: string, session: string): Promise<ServerMessage[]> {
  const address = `${server.url.replace('http', 'ws')}/sync/${postmortem}?v=${PROTOCOL_VERSION}`
  const socket = new WebSocket(address, { headers: { authorization: `Bearer ${session}` } })
  closers.push(() => socket.terminate())
  const heard: ServerMessage[] = []
  socket.on('message', (data: Buffer) => {
    const decoder = decoding.createDecoder(data)
    if (decoding.readVarUint(decoder) === FRAME.debrief)
      heard.push(JSON.parse(decoding.readVarString(decoder)))
  })
  await expect.poll(() => heard.some(({ t }) => t === 'welcome')).toBe(true)
  return heard
}

const meetingsIn = (heard: readonly ServerMessage[]) =>
  heard.flatMap(message => (message.t === 'meeting' ? [message.meeting] : []))

let keys = 0
const command = (postmortem: string, body: object, expectedRev: number, token?: string) =>
  server.api(
    'POST',
    `/api/postmortems/${postmortem}/meeting/commands`,
    { command: body, expectedRev, idempotencyKey: `key-${++keys}` },
    token,
  )

it('[M1] only a facilitator opens and starts a meeting, and everybody connected is told', async () => {
  const id = await server.create()
  const { session } = await server.guest(id, 'participant')
  const heard = await listen(id, session)
  await expect.poll(() => meetingsIn(heard)).toEqual([null])
  expect((await server.api('GET', `/api/postmortems/${id}/meeting`)).status).toBe(404)

  const refused = await command(id, { type: 'openMeeting', minutes: 60 }, 0, session)
  expect([refused.status, refused.body.error.code]).toEqual([403, 'meeting/not-facilitator'])

  const opened = await command(id, { type: 'openMeeting', minutes: 60 }, 0)
  expect([opened.status, opened.body.state.status]).toEqual([200, 'lobby'])
  const started = await command(id, { type: 'startMeeting' }, opened.body.rev)
  expect(started.body.state.status).toBe('running')
  await expect.poll(() => meetingsIn(heard).at(-1)?.state.status).toBe('running')

  const late = await listen(id, (await server.guest(id, 'viewer')).session)
  await expect.poll(() => meetingsIn(late)[0]?.state.status).toBe('running')
})

it('[M2] a stale command is refused with the present state beside the refusal', async () => {
  const id = await server.create()
  const opened = await command(id, { type: 'openMeeting', minutes: 60 }, 0)
  await command(id, { type: 'startMeeting' }, opened.body.rev)
  const stale = await command(id, { type: 'pauseTimer' }, opened.body.rev)
  expect([stale.status, stale.body.error.code]).toEqual([409, 'meeting/stale'])
  expect(stale.body.meeting.state.status).toBe('running')
  expect(stale.body.meeting.rev).toBeGreaterThan(opened.body.rev)
})

it('[M4] leaving a step that is open answers with what is open', async () => {
  const id = await server.create()
  const opened = await command(id, { type: 'openMeeting', minutes: 60 }, 0)
  const started = await command(id, { type: 'startMeeting' }, opened.body.rev)
  const early = await command(id, { type: 'advanceStep' }, started.body.rev)
  expect([early.status, early.body.error.code]).toEqual([409, 'meeting/exit-open'])
  expect(early.body.exit.length).toBeGreaterThan(0)
})

it('[M18] the report of a meeting counts what came of it', async () => {
  const id = await server.create()
  const report = () => server.api('GET', `/api/postmortems/${id}/meeting/report`)
  const opened = await command(id, { type: 'openMeeting', minutes: 60 }, 0)
  expect((await report()).body.error.code).toBe('meeting/none')
  const started = await command(id, { type: 'startMeeting' }, opened.body.rev)
  await command(id, { type: 'advanceStep', override: 'nothing to go through' }, started.body.rev)
  const { body } = await report()
  expect(body).toMatchObject({
    plannedMs: 3_600_000,
    endedAt: null,
    overrides: [{ reason: 'nothing to go through' }],
  })
  expect(body.steps).toHaveLength(8)
})

it('[M20] the text of a moment is answered as it was then, to those who work on the document', async () => {
  const id = await server.create({ title: 'Payments outage' })
  const at = (instant: number | string, token?: string) =>
    server.api('GET', `/api/postmortems/${id}/meeting/document?at=${instant}`, undefined, token)
  const opened = await command(id, { type: 'openMeeting', minutes: 60 }, 0)
  const started = await command(id, { type: 'startMeeting' }, opened.body.rev)
  const csv = 'time,text\n2026-05-27T14:22:00Z,Alert\n'
  await server.api('POST', `/api/postmortems/${id}/timeline/import?source=csv`, csv)
  const before = (await at(started.body.serverNow)).body
  expect(before.postmortem).toMatchObject({ title: 'Payments outage', timeline: [] })
  const after = (await at(before.until)).body
  expect([after.keptAt, after.postmortem.timeline[0]?.text]).toEqual([before.until, 'Alert'])
  expect((await at(0)).body.error.code).toBe('meeting/no-text')
  expect((await at('yesterday')).status).toBe(400)
  const { session } = await server.guest(id, 'viewer')
  expect((await at(started.body.serverNow, session)).body.error.code).toBe('access/denied')
})

it('a planned meeting goes into a calendar with its agenda', async () => {
  const id = await server.create()
  const scheduledStart = Date.UTC(2026, 4, 29, 10)
  await command(id, { type: 'openMeeting', minutes: 60, scheduledStart }, 0)
  const { body } = await server.api('GET', `/api/postmortems/${id}/export?format=ics`)
  const lines = body.replaceAll('\r\n ', '').split('\r\n')
  expect(lines).toContain('DTSTART:20260529T100000Z')
  expect(lines).toContain('DTEND:20260529T110000Z')
  expect(body.replaceAll('\r\n ', '')).toContain('22 min  Timeline review')
})

it('a command that no meeting knows is refused before it reaches one', async () => {
  const id = await server.create()
  const answer = await command(id, { type: 'explode' }, 0)
  expect([answer.status, answer.body.error.code]).toEqual([400, 'request/invalid'])
})

it('[M11] revealed cards become factors, under ids that the server made', async () => {
  const id = await server.create()
  const { session } = await server.guest(id, 'participant')
  const opened = await command(id, { type: 'openMeeting', minutes: 60 }, 0)
  let { rev, state } = (await command(id, { type: 'startMeeting' }, opened.body.rev)).body
  while (state.steps[state.current].kind !== 'brainstorm') {
    const next = await command(id, { type: 'advanceStep', override: 'a test of the reveal' }, rev)
    expect(next.status, JSON.stringify(next.body.error)).toBe(200)
    ;({ rev, state } = next.body)
  }
  const card = {
    type: 'submitCard',
    card: 'card-of-the-guest',
    text: 'Pool use has no alert',
    category: 'process',
  }
  expect((await command(id, card, rev, session)).status).toBe(200)
  const { body: seen } = await server.api('GET', `/api/postmortems/${id}/meeting`)
  expect(JSON.stringify(seen)).not.toContain('Pool use')
  const revealed = await command(id, { type: 'revealCards' }, seen.rev)
  expect(revealed.status, JSON.stringify(revealed.body.error)).toBe(200)
  const [logged] = (await server.api('GET', `/api/audit?what=meeting&postmortem=${id}`)).body.rows
  expect(logged).toMatchObject({ who: 'owner', what: 'meeting/revealed' })
  const { body } = await server.api('GET', `/api/postmortems/${id}`)
  expect(body.factors).toMatchObject([{ text: 'Pool use has no alert', category: 'process' }])
  expect(body.factors[0].id).not.toBe(card.card)
})
