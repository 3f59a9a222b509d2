/** The server's time as this device knows it, in ms since the epoch; the device's own date is never trusted (M9). */
export interface Clock {
  now(): number
}

export interface SampledClock extends Clock {
  /** A rough first value, from a message that carried the server's time; ignored once there are samples. */
  hear(serverNow: number): void
  /** One question and answer: when it was sent and received on {@link SampledClock.local}, and what the server said. */
  sample(sent: number, received: number, serverNow: number): void
  /** The device's own steadily running clock, in ms. */
  local(): number
  /** Forgets the samples: the device slept, or the socket is another. */
  forget(): void
}

const KEPT = 15
const TRUSTED = 5

/**
 * A clock that takes the median of the offsets of the samples with the shortest round trips: those were least
 * delayed one way. `local` must run steadily; until the server has said anything, `guess` is the time.
 */
export function createClock(local: () => number, guess: number): SampledClock {
  let offset = guess - local()
  let samples: { readonly offset: number; readonly trip: number }[] = []
  return {
    local,
    now: () => Math.round(local() + offset),
    hear(serverNow) {
      if (samples.length === 0) offset = serverNow - local()
    },
    sample(sent, received, serverNow) {
      const trip = received - sent
      if (trip < 0) return
      samples = [...samples, { offset: serverNow - (sent + received) / 2, trip }].slice(-KEPT)
      const best = samples.toSorted((a, b) => a.trip - b.trip).slice(0, TRUSTED)
      const offsets = best.map(each => each.offset).sort((a, b) => a - b)
      offset = offsets[Math.floor(offsets.length / 2)] ?? offset
    },
    forget() {
      samples = []
    },
  }
}
