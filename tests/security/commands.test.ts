import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

let server: TestServer
let path: string
let carol: string
let dave: { session: string; person: string }
let bob: { session: string; person: string }
let count = 0

beforeAll(async () => {
  server = await startServer()
  const postmortem = await server.create()
  path = `/api/postmortems/${postmortem}/meeting`
  carol = (await server.guest(postmortem, 'facilitator', 'Carol')).session
  dave = await server.guest(postmortem, 'facilitator', 'Dave')
  bob = await server.guest(postmortem, 'participant', 'Bob')
  await give({ type: 'openMeeting' })
  await give({ type: 'startMeeting' })
})
afterAll(() => server.close())

const meeting = async (who = carol) => (await server.api('GET', path, undefined, who)).body
const send = (body: unknown, who = carol) => server.api('POST', `${path}/commands`, body, who)

async function give(command: object, who = carol, more: object = {}) {
  const { rev = 0 } = await meeting()
  return await send({ command, expectedRev: rev, idempotencyKey: `key ${++count}`, ...more }, who)
}

it('[M3] who gives a command is the session, whatever the command says', async () => {
  for (const more of [{ actor: 'owner' }, { person: 'owner' }, { epoch: 0 }, { role: 'owner' }, { now: 0 }])
    expect([more, (await give({ type: 'advanceStep' }, bob.session, more)).status]).toEqual([more, 400])
  for (const field of ['actor', 'by', 'role', 'epoch', 'at', 'now', 'seq'])
    expect([field, (await give({ type: 'raiseHand', [field]: 'owner' }, bob.session)).status]).toEqual([
      field,
      400,
    ])
  await give({ type: 'raiseHand' }, bob.session)
  const { hands } = (await meeting()).state
  expect(JSON.stringify(hands)).toContain(bob.person)
  await give({ type: 'clearHands' })
})

it('[M2] a rev that lies moves nothing', async () => {
  const before = await meeting()
  for (const expectedRev of [before.rev - 1, before.rev + 1, 0, 2 ** 53 - 1]) {
    const answer = await send({
      command: { type: 'advanceStep' },
      expectedRev,
      idempotencyKey: `lie ${expectedRev}`,
    })
    expect([expectedRev, answer.status]).toEqual([expectedRev, 409])
  }
  for (const expectedRev of [-1, 1.5, '1', null, 2 ** 60, [], true])
    expect([
      expectedRev,
      (await send({ command: { type: 'pauseTimer' }, expectedRev, idempotencyKey: 'x' })).status,
    ]).toEqual([expectedRev, 400])
  expect((await meeting()).rev).toBe(before.rev)
})

it('[M2] the key of somebody else’s command neither repeats nor hides one’s own', async () => {
  const body = {
    command: { type: 'park', text: 'From Carol' },
    expectedRev: (await meeting()).rev,
    idempotencyKey: 'shared',
  }
  expect((await send(body)).status).toBe(200)
  expect((await send(body)).status).toBe(200)
  const own = {
    command: { type: 'park', text: 'From Bob' },
    expectedRev: (await meeting()).rev,
    idempotencyKey: 'shared',
  }
  expect((await send(own, bob.session)).status).toBe(200)
  const parked = JSON.stringify((await meeting()).state)
  expect([parked.split('From Carol').length - 1, parked.split('From Bob').length - 1]).toEqual([1, 1])
})

it('[M16] commands that the one before sent as facilitator are refused after handing over', async () => {
  const before = await meeting()
  const late = { command: { type: 'advanceStep' }, expectedRev: before.rev, idempotencyKey: 'late' }
  expect((await give({ type: 'handOver', person: dave.person })).status).toBe(200)
  expect([403, 409]).toContain((await send(late)).status)
  expect((await give({ type: 'advanceStep' })).status).toBe(403)
  const after = await meeting()
  expect(after.epoch).toBeGreaterThan(before.epoch)
  expect([after.state.current, typeof before.state.current]).toEqual([before.state.current, 'number'])
  expect((await give({ type: 'handOver', person: bob.person }, bob.session)).status).toBe(403)
})

it('[M16] whose role is taken away while they lead does not lead on', async () => {
  const id = await server.create()
  const frida = await server.guest(id, 'facilitator', 'Frida')
  const commands = `/api/postmortems/${id}/meeting/commands`
  const press = async (command: object) => {
    const { rev = 0 } = (await server.api('GET', `/api/postmortems/${id}/meeting`)).body
    const body = { command, expectedRev: rev, idempotencyKey: `key ${++count}` }
    return (await server.api('POST', commands, body, frida.session)).status
  }
  expect([await press({ type: 'openMeeting', minutes: 60 }), await press({ type: 'startMeeting' })]).toEqual([
    200, 200,
  ])
  await server.api('PATCH', `/api/postmortems/${id}/people/${frida.person}`, { role: 'participant' })
  await until('the lead is free', async () => {
    const { state } = (await server.api('GET', `/api/postmortems/${id}/meeting`)).body
    return state.lead !== frida.person
  })
  expect(await press({ type: 'pauseTimer' })).toBe(403)
})

it('a guest cannot take the facilitator’s name, neither as they join nor later', async () => {
  const id = await server.create()
  await server.guest(id, 'facilitator', 'Frida')
  const { session } = await server.guest(id, 'participant', 'Paul')
  const named = await server.api('PATCH', '/api/session', { name: 'FRIDA ' }, session)
  expect([named.status, named.body.error?.code]).toEqual([409, 'invitation/name-taken'])
  expect((await server.api('PATCH', '/api/session', { name: 'Paula' }, session)).status).toBe(200)
})

it('names that every object has are nobody’s names', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
  const raw = (text: string, who = dave.session) =>
    fetch(`${server.url}${path}/commands`, {
      method: 'POST',
      body: text,
      headers: { authorization: `Bearer ${who}`, 'content-type': 'application/json' },
    })
  for (const name of names) {
    const { rev } = await meeting()
    const command = (inside: string) =>
      `{"command":${inside},"expectedRev":${rev},"idempotencyKey":"${name} ${++count}"}`
    for (const inside of [
      `{"type":"${name}"}`,
      `{"type":"handOver","person":"${name}"}`,
      `{"type":"callOn","person":"${name}"}`,
      `{"type":"lowerHand","person":"${name}"}`,
      `{"type":"castVote","dots":{"${name}":1}}`,
      `{"type":"castVote","dots":{"${name}":{"polluted":1}}}`,
      `{"type":"acceptAction","action":"${name}"}`,
      `{"type":"unpark","item":"${name}"}`,
      `{"type":"recordEarlierAction","postmortem":"${name}","action":"${name}","status":"done"}`,
      `{"type":"spotlight","section":"${name}","item":"${name}"}`,
      `{"type":"assignDuty","person":"${name}","duty":null}`,
      `{"type":"pauseTimer","${name}":{"polluted":1}}`,
      `{"type":"editCard","card":"${name}","text":"x"}`,
    ]) {
      const { status } = await raw(command(inside))
      expect([inside, status < 500]).toEqual([inside, true])
    }
  }
  const bodies = [
    '{"__proto__":{"polluted":1,"role":"owner"},"constructor":{"prototype":{"polluted":1}},"title":"x"}',
    '{"title":"x","__proto__":null,"tags":["__proto__"],"toString":1}',
  ]
  const routes = [
    '/api/postmortems',
    '/api/sign-in',
    '/api/tokens',
    '/api/agendas',
    '/api/checks/language',
    '/api/checks/actions',
    '/api/invitations/accept',
    `${path.replace('/meeting', '')}/invitations`,
    `${path.replace('/meeting', '')}/publication`,
  ]
  for (const route of routes)
    for (const body of bodies) {
      const answer = await fetch(server.url + route, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${server.ownerToken}`, 'content-type': 'application/json' },
      })
      expect([route, answer.status < 500]).toEqual([route, true])
    }
  expect(
    (await server.api('GET', '/api/postmortems?__proto__=x&constructor[prototype]=y&query=__proto__')).status,
  ).toBe(200)
  for (const probe of [{}, [], () => 1] as Record<string, unknown>[]) {
    expect([probe.polluted, Object.keys(Object.prototype)]).toEqual([undefined, []])
  }
})

it('a command that is huge in any way is refused, and the meeting goes on', async () => {
  const { rev } = await meeting()
  const request = (command: unknown) =>
    send({ command, expectedRev: rev, idempotencyKey: `huge ${++count}` }, dave.session)
  expect((await request({ type: 'park', text: 'x'.repeat(2_000_000) })).status).toBe(413)
  expect((await request({ type: 'park', text: 'x'.repeat(3_000) })).status).toBe(400)
  expect(
    (
      await request({
        type: 'castVote',
        dots: Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`f${n}`, 1])),
      })
    ).status,
  ).toBeGreaterThanOrEqual(400)
  expect((await request({ type: 'extendTimer', minutes: 1e308 })).status).toBe(400)
  expect((await request('['.repeat(100_000))).status).toBe(400)
  expect((await send('{"command":'.repeat(50_000))).status).toBeGreaterThanOrEqual(400)
  expect(
    (await send({ command: { type: 'pauseTimer' }, expectedRev: rev, idempotencyKey: 'x'.repeat(10_000) }))
      .status,
  ).toBe(400)
  expect((await give({ type: 'pauseTimer' }, dave.session)).status).toBe(200)
})
