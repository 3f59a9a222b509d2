import type { Saved } from '../connection/status.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/** Whether what was changed here is safe on the server, and how many changes wait (P3). */
export const useSaved = (): Saved => useObservable(useConnection().saved)
