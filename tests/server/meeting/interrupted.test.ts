import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SECOND } from '../../../shared/base/time.ts'
import { spentMs } from '../../../shared/meeting/timer.ts'
import type { MeetingAnswer } from '../../../shared/protocol/meetingApi.ts'
import { RawPeer } from '../../support/peers.ts'
import { type ServerProcess, serverProcess } from '../../support/serverProcess.ts'
import { databaseOf } from '../../support/storeOfTest.ts'
import { Watched } from './capture.ts'

/** A meeting whose server is ended under it, and whose facilitator's network drops. */
let dataDir: string
let server: ServerProcess
let id: string
let carol: Watched
let dave: Watched

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'debrief-interrupted-'))
  const databaseUrl = await databaseOf(dataDir)
  server = await serverProcess(dataDir, databaseUrl === null ? {} : { DATABASE_URL: databaseUrl })
  await server.start()
  id = await server.create('Payments outage')
  carol = await Watched.enter(server, id, 'facilitator', 'Carol')
  dave = await Watched.enter(server, id, 'participant', 'Dave')
  await carol.give({ type: 'openMeeting', minutes: 60 })
  await carol.give({ type: 'startMeeting' })
}, 60_000)

afterAll(async () => {
  for (const person of [carol, dave]) person?.peer.leave()
  await server?.end('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

async function meeting(): Promise<MeetingAnswer> {
  const path = `${server.http}/api/postmortems/${id}/meeting`
  return (await (await fetch(path, { headers: server.headers })).json()) as MeetingAnswer
}

const spent = ({ serverNow, state }: MeetingAnswer): number => {
  if (!state.timer) throw new Error('a running meeting has a timer')
  return spentMs(state.timer, serverNow)
}

it.each(['SIGKILL', 'SIGTERM'] as const)(
  '[M6] after %s in the midst of a step the timer goes on within one second',
  async signal => {
    const before = await meeting()
    await server.end(signal)
    await server.start()
    const after = await meeting()
    expect(after.rev).toBe(before.rev)
    expect(after.state.current).toBe(before.state.current)
    const passed = after.serverNow - before.serverNow
    expect(passed).toBeGreaterThan(0)
    expect(Math.abs(spent(after) - spent(before) - passed)).toBeLessThan(SECOND)
  },
)

it('[M6] a pause is as long as it was after a restart', async () => {
  await carol.give({ type: 'pauseTimer' })
  const before = await meeting()
  await server.end('SIGKILL')
  await server.start()
  expect(spent(await meeting())).toBe(spent(before))
  await carol.give({ type: 'resumeTimer' })
})

it('[M16] [M27] a facilitator whose network drops for a moment is still the one who leads', async () => {
  const join = (who: Watched): Promise<RawPeer> =>
    RawPeer.join(server, id, 'v=1', { authorization: `Bearer ${who.session}` })
  const peers = [await join(dave)]
  const first = await join(carol)
  first.leave()
  await expect(dave.give({ type: 'claimFacilitation' })).rejects.toThrow('meeting/facilitator-present')
  peers.push(await join(carol))
  await expect(dave.give({ type: 'claimFacilitation' })).rejects.toThrow('meeting/facilitator-present')
  const { epoch, state } = await meeting()
  expect({ epoch, lead: state.lead }).toEqual({ epoch: 1, lead: carol.person })
  await carol.give({ type: 'extendTimer', minutes: 1 })
  for (const peer of peers) peer.leave()
})
