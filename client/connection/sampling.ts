import type { WebsocketProvider } from 'y-websocket'
import type { SampledClock } from './clock.ts'
import { sendMessage } from './wire.ts'

/** Samples taken at once on a new socket, and how far apart, in ms. */
const FIRST = 5
const FIRST_EVERY = 120
/** Later: often enough that a lone client hears the server before its own watchdog takes it for dead. */
const EVERY = 10_000
/** The steady clock stands still while a laptop sleeps; the wall clock does not. */
const SLEPT = 2_000

/** Keeps asking the server for its time while a socket is open. */
export function keepSampling(
  provider: WebsocketProvider,
  clock: SampledClock,
): { start(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let taken = 0
  let drift = 0
  const take = (): void => {
    const now = Date.now() - clock.local()
    if (taken > 0 && Math.abs(now - drift) > SLEPT) {
      clock.forget()
      taken = 0
    }
    drift = now
    taken++
    sendMessage(provider, { t: 'clock', sent: clock.local() })
    timer = setTimeout(take, taken < FIRST ? FIRST_EVERY : EVERY)
  }
  return {
    start() {
      clearTimeout(timer)
      clock.forget()
      taken = 0
      take()
    },
    stop: () => clearTimeout(timer),
  }
}
