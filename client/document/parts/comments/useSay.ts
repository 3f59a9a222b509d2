import type * as Y from 'yjs'
import type { Said } from '../../../../shared/document/comments/edit.ts'
import { useConnection } from '../../../hooks/useConnection.ts'

/** What is needed to say something: the document, the signature, and a step of undo of its own (D6). */
export function useSay(): {
  readonly doc: Y.Doc
  readonly said: (text: string) => Said
  readonly once: (edit: () => void) => void
} {
  const { doc, undo, me, clock } = useConnection()
  return {
    doc,
    said: text => ({ text, at: new Date(clock.now()).toISOString(), name: me.get()?.name ?? '' }),
    once: edit => {
      undo.stopCapturing()
      edit()
      undo.stopCapturing()
    },
  }
}
