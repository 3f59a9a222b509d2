import { expect, it } from 'vitest'
import { createClock } from '../../../client/connection/clock.ts'

const SERVER_START = 1_800_000_000_000

function table() {
  let local = 1_000
  const clock = createClock(() => local, 42)
  const server = (at: number): number => SERVER_START + at
  return {
    clock,
    pass: (ms: number): void => {
      local += ms
    },
    server,
    /** Asks the server, with `there` and `back` ms on the way. */
    ask(there: number, back: number): void {
      const sent = local
      const said = server(sent + there)
      local += there + back
      clock.sample(sent, local, said)
    },
    error: (): number => clock.now() - server(local),
  }
}

it('[M9] one quick answer sets the clock to the server within half its round trip', () => {
  const { ask, error } = table()
  ask(20, 20)
  expect(error()).toBe(0)
})

it('[M9] answers that were long on the way do not pull the clock away', () => {
  const { ask, error } = table()
  for (let i = 0; i < 5; i++) ask(10, 10)
  ask(10, 900)
  ask(1_500, 10)
  expect(Math.abs(error())).toBeLessThanOrEqual(1)
})

it('[M9] before any sample the time that a message carried is taken, and never after', () => {
  const { clock, ask, error, server } = table()
  clock.hear(server(1_000))
  expect(error()).toBe(0)
  ask(10, 10)
  clock.hear(server(500_000))
  expect(error()).toBe(0)
})

it('[M9] after a sleep the old samples are forgotten', () => {
  const { clock, ask, error, server } = table()
  for (let i = 0; i < 15; i++) ask(1, 1)
  // The steady clock stood still for an hour; the server's went on.
  const slept = 3_600_000
  clock.forget()
  clock.sample(clock.local(), clock.local(), server(clock.local()) + slept)
  expect(error()).toBe(slept)
})
