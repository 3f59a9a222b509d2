import { afterAll, beforeAll, expect, it } from 'vitest'
import { RawPeer } from '../../support/peers.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

const PEOPLE = 60

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

it(`[M13] ${PEOPLE} people who each give a command at once: everybody sees all of it, and is not sent the whole for each`, async () => {
  const id = await server.create()
  const path = `/api/postmortems/${id}/meeting`
  const body = (command: object, key: string) => ({ command, expectedRev: 0, idempotencyKey: key })
  await server.api('POST', `${path}/commands`, body({ type: 'openMeeting', minutes: 60 }, 'open'))
  const { token } = (await server.api('POST', `/api/postmortems/${id}/invitations`, { role: 'participant' }))
    .body
  const at = { url: `${server.url.replace('http', 'ws')}/sync` }
  let bytes = 0
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, who) => {
      const { session } = (
        await server.api('POST', '/api/invitations/accept', { token, name: `Person ${who}` }, null)
      ).body
      const peer = await RawPeer.join(at, id, 'v=1', { authorization: `Bearer ${session}` })
      return { peer, session: session as string }
    }),
  )
  const latest = (peer: RawPeer) =>
    peer.messages.flatMap(message => (message.t === 'meeting' ? [message.meeting] : [])).at(-1)
  await until('everybody is known', () =>
    people.every(({ peer }) => latest(peer)?.state.people.length === PEOPLE + 1),
  )
  for (const { peer } of people)
    peer.socket.on('message', data => {
      bytes += (data as ArrayBuffer).byteLength
    })
  const started = performance.now()
  const answers = await Promise.all(
    people.map(({ session }, who) =>
      server.api('POST', `${path}/commands`, body({ type: 'raiseHand' }, `hand ${who}`), session),
    ),
  )
  const took = performance.now() - started
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  await until('everybody sees every hand', () =>
    people.every(({ peer }) => latest(peer)?.state.hands.length === PEOPLE),
  )
  const view = JSON.stringify(latest(people[0]?.peer as RawPeer)).length
  const times = bytes / (PEOPLE * view)
  console.log(
    `${PEOPLE} commands answered within ${took.toFixed(0)} ms; ${(bytes / 1e6).toFixed(1)} MB to all, the view ${times.toFixed(1)} times to each`,
  )
  // Without gathering each of the commands sends the whole view to everybody.
  expect(times).toBeLessThan(PEOPLE / 3)
  for (const { peer } of people) peer.leave()
}, 120_000)
