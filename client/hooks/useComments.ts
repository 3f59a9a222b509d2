import type { CommentThread } from '../../shared/document/postmortem.ts'
import { readerOf } from './documentReader.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/** Every thread of comments that can be read, the oldest first. */
export const useComments = (): readonly CommentThread[] => useObservable(readerOf(useConnection()).comments)
