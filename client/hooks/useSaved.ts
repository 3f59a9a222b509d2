import type { Connection } from '../connection/connection.ts'
import { createCell, isSameFields, type Observable } from '../connection/observable.ts'
import type { Saved } from '../connection/status.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/** How long a change may wait for the server before it is called not saved, in ms. */
const SLOW = 5_000
/** "Saved" is not said between two keys of somebody who types, only when all was saved for this long, in ms. */
const STEADY = 600

/** What is shown of {@link Saved}: never safer than it is. */
export interface ShownSaved extends Saved {
  /** A change has waited for longer than it should. */
  readonly isSlow: boolean
}

const SHOWN = new WeakMap<Connection, Observable<ShownSaved>>()

/** Whether what was changed here is safe on the server, and how many changes wait (P3). */
export function useSaved(): ShownSaved {
  const connection = useConnection()
  const shown = SHOWN.get(connection) ?? steadily(connection.saved)
  SHOWN.set(connection, shown)
  return useObservable(shown)
}

/** Follows a saved state that changes with every key, without changing as often. */
export function steadily(saved: Observable<Saved>): Observable<ShownSaved> {
  const shown = createCell<ShownSaved>({ ...saved.get(), isSlow: false }, isSameFields)
  let isSlow = false
  let slow: ReturnType<typeof setTimeout> | undefined
  let steady: ReturnType<typeof setTimeout> | undefined
  const show = (): void => shown.set({ ...saved.get(), isSlow })
  saved.subscribe(() => {
    const { kind, waiting } = saved.get()
    if (kind === 'saving' && waiting > 0) {
      slow ??= setTimeout(() => {
        isSlow = true
        show()
      }, SLOW)
    } else {
      clearTimeout(slow)
      slow = undefined
      isSlow = false
    }
    clearTimeout(steady)
    const before = shown.get()
    const isTyping = before.kind === 'saving' && before.waiting > 0 && !before.isSlow
    if (!isTyping || (kind !== 'saved' && kind !== 'saving')) show()
    else if (kind === 'saved') steady = setTimeout(show, STEADY)
  })
  return shown
}
