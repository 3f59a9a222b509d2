import type { Postmortem } from '../../shared/document/postmortem.ts'
import { readerOf } from './documentReader.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/**
 * The whole open document as plain values. Draws again at every change anywhere: where one part is enough, use
 * `useFacts`, `useList` or `useSection`. What did not change keeps its identity.
 */
export const usePostmortem = (): Postmortem => useObservable(readerOf(useConnection()).postmortem)
