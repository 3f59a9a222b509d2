/** How a world runs: `factor` times as fast since the real instant `anchor`, with its wall clock `shiftMs` off. */
export interface Pace {
  readonly anchor: number
  readonly factor: number
  readonly shiftMs: number
  /** Timers of at least this many (fast) ms are as much shorter; below it lie the waits of machines, not of people. */
  readonly longTimerMs: number
}

/**
 * Makes the clocks and the long timers of this process, or of a page, run at another pace. A page gets it as an init
 * script, so it stands on nothing else in this file.
 */
export function quicken({ anchor, factor, shiftMs, longTimerMs }: Pace): void {
  const RealDate = Date
  const realNow = RealDate.now
  const elapsed = performance.now.bind(performance)
  const now = (): number => Math.round(anchor + (realNow() - anchor) * factor + shiftMs)
  globalThis.Date = class extends RealDate {
    constructor(...parts: unknown[]) {
      if (parts.length === 0) super(now())
      else super(...(parts as [number]))
    }
    static override now = now
  } as DateConstructor
  performance.now = () => elapsed() * factor
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const real = globalThis[name] as (act: () => void, ms: number, ...rest: unknown[]) => unknown
    const paced = (act: () => void, ms = 0, ...rest: unknown[]): unknown =>
      real(act, ms >= longTimerMs ? ms / factor : ms, ...rest)
    Object.assign(globalThis, { [name]: paced })
  }
}
