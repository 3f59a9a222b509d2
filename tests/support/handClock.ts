/** A clock that a test sets, with timers that ring when it passes them: no waiting, no sleeps. */
export class HandClock {
  now: number
  #timers: { readonly at: number; readonly run: () => void }[] = []

  constructor(now: number) {
    this.now = now
  }

  readonly read = (): number => this.now

  readonly schedule = (delayMs: number, run: () => void): (() => void) => {
    const timer = { at: this.now + delayMs, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer)
    }
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.length
  }

  /** Lets time pass; timers ring in their order, `settle` runs after each so that what they began is done. */
  async pass(ms: number, settle: () => Promise<unknown>): Promise<void> {
    const end = this.now + ms
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#timers = this.#timers.filter(other => other !== next)
      this.now = Math.max(this.now, next.at)
      next.run()
      await settle()
    }
    this.now = end
  }
}
