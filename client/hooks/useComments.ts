import { useSyncExternalStore } from 'react'
import type { CommentThread, SectionName } from '../../shared/document/postmortem.ts'
import { readerOf } from './documentReader.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/** Every thread of comments that can be read, the oldest first. */
export const useComments = (): readonly CommentThread[] => useObservable(readerOf(useConnection()).comments)

/** Whether words of a section were ever commented on; draws again only when that changes. */
export function useIsCommented(section: SectionName): boolean {
  const { comments } = readerOf(useConnection())
  return useSyncExternalStore(comments.subscribe, () =>
    comments.get().some(({ about }) => about.in === 'section' && about.section === section),
  )
}
