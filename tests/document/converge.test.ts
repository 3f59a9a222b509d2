import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { addItem, moveItem, removeItem, updateFacts, updateItem } from '../../shared/document/edit.ts'
import { readPostmortem } from '../../shared/document/read.ts'
import { LISTS, type ListName, listOf, textOf } from '../../shared/document/schema.ts'
import { seedUpdate } from '../../shared/document/seed.ts'

type Step =
  | { do: 'add' | 'remove' | 'move'; list: ListName; pick: number }
  | { do: 'type'; list: ListName; pick: number; text: string; at: number }
  | { do: 'fact'; text: string }
  | { do: 'deliver'; to: number }

const list = fc.constantFrom(...LISTS)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('add' as const, 'remove' as const, 'move' as const),
    list,
    pick: fc.nat(9),
  }),
  fc.record({
    do: fc.constant('type' as const),
    list,
    pick: fc.nat(9),
    text: fc.string({ maxLength: 8 }),
    at: fc.nat(40),
  }),
  fc.record({ do: fc.constant('fact' as const), text: fc.string({ maxLength: 8 }) }),
  fc.record({ do: fc.constant('deliver' as const), to: fc.nat(5) }),
)
const script = fc.record({
  people: fc.integer({ min: 2, max: 6 }),
  steps: fc.array(fc.record({ who: fc.nat(5), step }), { maxLength: 80 }),
})

/** Updates wait in a mailbox each and are delivered out of order when the script says so. */
function play(people: number, steps: { who: number; step: Step }[]): Y.Doc[] {
  const docs = Array.from({ length: people }, () => new Y.Doc())
  const mail: Uint8Array[][] = docs.map(() => [])
  for (const [index, doc] of docs.entries()) {
    Y.applyUpdate(doc, seedUpdate({ title: 'T' }), 'mail')
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'mail') for (const [other, box] of mail.entries()) if (other !== index) box.push(update)
    })
  }
  for (const [n, { who, step: next }] of steps.entries()) {
    const doc = docs[who % people]
    if (doc) perform(doc, next, `item-${n}`, docs, mail)
  }
  for (const [index, doc] of docs.entries()) {
    for (const update of (mail[index] ?? []).reverse()) Y.applyUpdate(doc, update, 'mail')
  }
  return docs
}

function perform(doc: Y.Doc, step: Step, newId: string, docs: Y.Doc[], mail: Uint8Array[][]): void {
  if (step.do === 'fact') {
    updateFacts(doc, { title: step.text, services: [step.text] })
    return
  }
  if (step.do === 'deliver') {
    const to = step.to % docs.length
    const update = mail[to]?.pop()
    const target = docs[to]
    if (update && target) Y.applyUpdate(target, update, 'mail')
    return
  }
  const ids = [...listOf(doc, step.list).keys()]
  const id = ids[step.pick % Math.max(1, ids.length)]
  if (step.do === 'add') addItem(doc, step.list, newId, { text: newId })
  else if (!id) return
  else if (step.do === 'remove') removeItem(doc, step.list, id)
  else if (step.do === 'move') moveItem(doc, step.list, id, ids[0] === id ? null : (ids[0] ?? null))
  else if ('text' in step) updateItem(doc, step.list, id, { text: step.text })
}

it('[D5] two to six people doing random edits, delivered late and out of order, see one document', () => {
  fc.assert(
    fc.property(script, ({ people, steps }) => {
      const [first, ...others] = play(people, steps)
      if (!first) return
      const expected = readPostmortem(first, 'p')
      for (const doc of others) expect(readPostmortem(doc, 'p')).toEqual(expected)
      expect(Object.keys(first.store.pendingStructs ?? {})).toEqual([])
    }),
    { numRuns: 150 },
  )
})

it('[D5] what each person types into one cell arrives whole and in its order', () => {
  const keystrokes = fc.array(fc.record({ who: fc.nat(5) }), { minLength: 1, maxLength: 120 })
  fc.assert(
    fc.property(keystrokes, strokes => {
      const docs = Array.from({ length: 6 }, () => new Y.Doc())
      const first = new Y.Doc()
      addItem(first, 'timeline', 'row', { text: '' })
      for (const doc of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(first))
      const typed = docs.map(() => '')
      for (const { who } of strokes) {
        const doc = docs[who]
        const cell = doc && textOf(doc, 'timeline', 'row')
        const letter = `${who}`
        cell?.insert(cell.length, letter)
        typed[who] += letter
      }
      for (const doc of docs) for (const other of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
      const texts = docs.map(doc => readPostmortem(doc, 'p').timeline[0]?.text)
      expect(new Set(texts).size).toBe(1)
      for (const [who, letters] of typed.entries()) {
        expect([...(texts[0] ?? '')].filter(letter => letter === `${who}`).join('')).toBe(letters)
      }
    }),
    { numRuns: 80 },
  )
})
