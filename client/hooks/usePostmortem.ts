import { useEffect, useState } from 'react'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import { readerOf } from './documentReader.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'
import { whenQuiet } from './whenQuiet.ts'

/**
 * The whole open document as plain values. Draws again at every change anywhere: where one part is enough, use
 * `useFacts`, `useList` or `useSection`. What did not change keeps its identity.
 */
export const usePostmortem = (): Postmortem => useObservable(readerOf(useConnection()).postmortem)

/** For what may come a moment later, in ms. */
const QUIET = 150
const LONGEST = 1_000

/** {@link usePostmortem} for what is only read now and then: it is not drawn with every letter. */
export function useCalmPostmortem(): Postmortem {
  const { postmortem } = readerOf(useConnection())
  const [shown, setShown] = useState(postmortem.get)
  useEffect(() => {
    const show = (): void => setShown(postmortem.get)
    const soon = whenQuiet(show, QUIET, LONGEST)
    const stop = postmortem.subscribe(soon.ask)
    show()
    return () => {
      stop()
      soon.forget()
    }
  }, [postmortem])
  return shown
}
