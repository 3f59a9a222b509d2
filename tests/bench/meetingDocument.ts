import * as Y from 'yjs'
import { Random } from '../support/random.ts'

/** A document of a whole meeting's size: 54,000 characters by 15 people, typed here and there: 190 KB. */
export function meetingDocument(): Uint8Array {
  const random = new Random(7)
  const doc = new Y.Doc()
  const text = doc.getText('bench')
  for (let stretch = 0; stretch < 6_000; stretch++) {
    doc.clientID = 10_000 + (stretch % 15)
    let at = random.below(text.length + 1)
    doc.transact(() => {
      for (let typed = 0; typed < 9; typed++) text.insert(at++, random.pick(['a', 'e', 'n', ' ', 't']))
      if (random.below(3) === 0) text.delete(Math.max(0, at - 8), 4)
    })
  }
  const state = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return state
}
