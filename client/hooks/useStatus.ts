import type { Status } from '../connection/status.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/** How this device stands to the server for the open postmortem. */
export const useStatus = (): Status => useObservable(useConnection().status)
