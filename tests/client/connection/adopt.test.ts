import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { adopt } from '../../../client/connection/adopt.ts'

/** One edit: of which copy, at which share of its text, what is typed there ('' deletes a letter). */
const edits = fc.array(
  fc.record({
    copy: fc.nat(2),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.constantFrom('a', 'bc', ''),
  }),
  { maxLength: 40 },
)

function apply(doc: Y.Doc, at: number, text: string): void {
  const shared = doc.getText('text')
  const index = Math.floor(at * shared.length)
  if (text) shared.insert(index, text)
  else if (shared.length > 0) shared.delete(Math.min(index, shared.length - 1), 1)
  doc.getMap('map').set(String(index % 3), text)
}

it('[W10] what is adopted reads as if its author had come back, twice adopted as once, and brings no id of theirs', () => {
  fc.assert(
    fc.property(edits, edits, (before, after) => {
      const docs = [1, 2, 3].map(() => new Y.Doc()) as [Y.Doc, Y.Doc, Y.Doc]
      const [kept, other, here] = docs
      for (const { copy, at, text } of before) {
        apply(docs[copy] ?? kept, at, text)
        for (const doc of docs) for (const from of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
      }
      for (const { copy, at, text } of after) apply([kept, other][copy % 2] ?? kept, at, text)
      Y.applyUpdate(here, Y.encodeStateAsUpdate(other))
      const known = Y.encodeStateVector(here)
      const sent: Uint8Array[] = []
      here.on('update', (update, _origin, _doc, transaction) => {
        expect(transaction.local).toBe(true)
        sent.push(update)
      })
      adopt(kept, here)
      const letters = (doc: Y.Doc): string => [...doc.getText('text').toString()].sort().join('')
      const whole = new Y.Doc()
      for (const doc of [kept, other]) Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc))
      expect(letters(here)).toBe(letters(whole))
      expect(here.store.pendingStructs).toBeNull()
      const ids = sent.flatMap(update => Y.decodeUpdate(update).structs.map(({ id }) => id.client))
      expect(ids).not.toContain(kept.clientID)
      const text = here.getText('text').toString()
      adopt(kept, here)
      expect(here.getText('text').toString()).toBe(text)
      expect(Y.decodeStateVector(known).has(kept.clientID)).toBe(
        Y.decodeStateVector(Y.encodeStateVector(here)).has(kept.clientID),
      )
    }),
    { numRuns: 300 },
  )
})
