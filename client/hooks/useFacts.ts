import type { Facts } from '../../shared/document/postmortem.ts'
import { readerOf } from './documentReader.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/** The header facts of the open document. */
export const useFacts = (): Facts => useObservable(readerOf(useConnection()).facts)
