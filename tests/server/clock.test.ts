import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createClock, now } from '../../server/clock.ts'
import { DAY, HOUR, MINUTE } from '../../shared/base/time.ts'
import { startServer } from '../support/server.ts'
import { openStoreOfTest } from '../support/storeOfTest.ts'

const TEN = Date.UTC(2026, 4, 27, 10)

it('[M9] time goes on from what was stored later, and gives the hour back without a step', () => {
  const at = { wall: TEN, elapsed: 7 }
  const clock = createClock(
    () => at.wall,
    () => at.elapsed,
  )
  expect(clock.goOnFrom(TEN + HOUR)).toBe(true)
  expect(clock.now()).toBe(TEN + HOUR)
  expect(clock.goOnFrom(TEN)).toBe(true)
  expect(clock.now()).toBe(TEN + HOUR)
  at.elapsed += HOUR
  expect(clock.now()).toBe(TEN + 2 * HOUR - HOUR / 200)
  at.elapsed += 9 * DAY
  expect(clock.now()).toBe(TEN + 9 * DAY + HOUR)
})

it('[M9] a system clock that is set while the server runs moves nothing', () => {
  const at = { wall: TEN, elapsed: 0 }
  const clock = createClock(
    () => at.wall,
    () => at.elapsed,
  )
  at.wall -= HOUR
  at.elapsed += MINUTE
  expect(clock.now()).toBe(TEN + MINUTE)
})

it('[M9] what a clock stored that was wrong by more than a day is not gone on from, not in small steps either', () => {
  const clock = createClock(
    () => TEN,
    () => 0,
  )
  expect(clock.goOnFrom(TEN + 2 * DAY)).toBe(false)
  expect(clock.now()).toBe(TEN)
  expect(clock.goOnFrom(TEN + DAY / 2)).toBe(true)
  expect(clock.goOnFrom(TEN + DAY + HOUR)).toBe(false)
  expect(clock.now()).toBe(TEN + DAY / 2)
})

it('[M9] a session that has expired stays so when the server starts with its clock an hour back', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'debrief-clock-'))
  const first = await startServer({ dataDir })
  const id = await first.create()
  const { session, person } = await first.guest(id, 'viewer')
  await first.close()
  const store = await openStoreOfTest(dataDir)
  // As a server leaves it that ran half an hour longer than the clock says now, with a session that ended in between.
  expect(await store.settings.get('clock/reached')).toBeGreaterThan(now() - MINUTE)
  await store.settings.put('clock/reached', now() + HOUR / 2)
  const [known] = await store.access.sessionsOf(person, now())
  if (!known) throw new Error('the session is missing')
  await store.access.extendSession(known.hash, now() + HOUR / 4, known.seenAt)
  await store.close()
  const second = await startServer({ dataDir })
  expect((await second.api('GET', '/api/session', undefined, session)).body.me).toBeNull()
  await second.close()
  await rm(dataDir, { recursive: true })
})
