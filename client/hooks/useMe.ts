import type { Person } from '../../shared/protocol/messages.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/** Who the server takes this page for, with their role here; null until it has said so. */
export const useMe = (): Person | null => useObservable(useConnection().me)
