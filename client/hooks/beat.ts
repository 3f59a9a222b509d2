/** What is typed is drawn at most this often, ms: ten people who type cost no more drawings than three. */
export const BEAT = 40

/** Listeners of one value. */
type Listeners = ReadonlySet<() => void>

/**
 * How soon a change has to be drawn: `now`, since somebody here pressed something; by the `beat`, at once after a
 * pause; or `later`, after the key that is being handled, since whoever types sees it in the field already.
 */
export type Urgency = 'now' | 'beat' | 'later'

/** When those who draw hear of changes: what was gathered is told all together. */
export interface Beat {
  tell(listeners: Listeners, urgency: Urgency): void
  /** Tells what was gathered at once. */
  settle(): void
}

export function createBeat(): Beat {
  const waiting = new Set<Listeners>()
  let toldAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  const settle = (): void => {
    clearTimeout(timer)
    timer = undefined
    toldAt = performance.now()
    const all = [...waiting]
    waiting.clear()
    for (const listeners of all) for (const listener of [...listeners]) listener()
  }
  return {
    tell(listeners, urgency) {
      waiting.add(listeners)
      const wait = toldAt + BEAT - performance.now()
      if (urgency === 'now' || (urgency === 'beat' && wait <= 0)) settle()
      else timer ??= setTimeout(settle, wait)
    },
    settle() {
      if (waiting.size > 0) settle()
    },
  }
}
