import type { Person } from '../../shared/protocol/messages.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/** Everybody connected, once per person; empty while offline. */
export const usePeople = (): readonly Person[] => useObservable(useConnection().people)
