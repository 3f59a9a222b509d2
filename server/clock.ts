const startedAt = Date.now()
const elapsedAtStart = performance.now()

/**
 * Server time in ms since the epoch: the wall clock when the process started plus the time elapsed since. It never
 * steps, so a correction of the system clock moves no timer of a running meeting (M9).
 */
export const now = (): number => Math.round(startedAt + performance.now() - elapsedAtStart)
