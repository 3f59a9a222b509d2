import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { bindField, type Field } from '../../../client/document/parts/text/bindField.ts'

/** A field as a browser keeps one: typing replaces the selection and leaves the caret behind it. */
class TypedField implements Field {
  value = ''
  selectionStart = 0
  selectionEnd = 0
  selectionDirection = 'none' as const

  setSelectionRange(start: number, end: number): void {
    this.selectionStart = this.whole(start)
    this.selectionEnd = this.whole(Math.max(start, end))
  }

  /** No browser lets a caret stand inside a surrogate pair. */
  private whole(position: number): number {
    const at = Math.min(position, this.value.length)
    return /[\ud800-\udbff]/.test(this.value[at - 1] ?? '') ? at - 1 : at
  }

  type(text: string): void {
    this.value = this.value.slice(0, this.selectionStart) + text + this.value.slice(this.selectionEnd)
    this.setSelectionRange(this.selectionStart + text.length, this.selectionStart + text.length)
  }
}

function person(clientID: number, start: string) {
  const doc = new Y.Doc()
  doc.clientID = clientID
  const text = doc.getText('cell')
  if (start) text.insert(0, start)
  return { doc, text, field: new TypedField() }
}

function pair(start: string) {
  const alice = person(11, start)
  const bob = person(12, '')
  Y.applyUpdate(bob.doc, Y.encodeStateAsUpdate(alice.doc))
  const bindings = [bindField(alice.field, alice.text), bindField(bob.field, bob.text)] as const
  const sync = (): void => {
    Y.applyUpdate(bob.doc, Y.encodeStateAsUpdate(alice.doc, Y.encodeStateVector(bob.doc)), 'remote')
    Y.applyUpdate(alice.doc, Y.encodeStateAsUpdate(bob.doc, Y.encodeStateVector(alice.doc)), 'remote')
  }
  return { alice, bob, bindings, sync }
}

it('[D5] two people type 100 characters each into one cell, and both texts are whole', () => {
  const { alice, bob, bindings, sync } = pair('[]')
  alice.field.setSelectionRange(1, 1)
  bob.field.setSelectionRange(2, 2)
  for (let i = 0; i < 100; i++) {
    alice.field.type('a')
    bindings[0].input()
    bob.field.type('b')
    bindings[1].input()
    if (i % 3 === 0) sync()
  }
  sync()
  expect(alice.field.value).toBe(`[${'a'.repeat(100)}]${'b'.repeat(100)}`)
  expect(bob.field.value).toBe(alice.field.value)
  expect(alice.field.selectionStart).toBe(101)
})

it('[D5] any typing, selecting and syncing leaves both fields showing the one shared text', () => {
  const step = fc.record({
    who: fc.boolean(),
    from: fc.nat(30),
    length: fc.nat(4),
    text: fc.string({ maxLength: 4, unit: 'grapheme' }),
    sync: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      const { alice, bob, bindings, sync } = pair('start')
      for (const { who, from, length, text, sync: now } of steps) {
        const { field } = who ? alice : bob
        field.setSelectionRange(from, from + length)
        field.type(text)
        bindings[who ? 0 : 1].input()
        if (now) sync()
      }
      sync()
      expect(bob.text.toString()).toBe(alice.text.toString())
      expect(alice.field.value).toBe(alice.text.toString())
      expect(bob.field.value).toBe(bob.text.toString())
    }),
  )
})

it('[D5] what others write while an input method composes is kept, and so is the composed text', () => {
  const { alice, bob, bindings, sync } = pair('abcdef')
  alice.field.setSelectionRange(1, 5)
  bindings[0].composing(true)
  alice.field.type('日本')
  bindings[0].input()
  bob.field.setSelectionRange(3, 3)
  bob.field.type('XY')
  bindings[1].input()
  sync()
  expect(alice.field.value).toBe('a日本f')
  bindings[0].composing(false)
  sync()
  expect(alice.text.toString()).toBe('a日本XYf')
  expect(alice.field.value).toBe(bob.field.value)
})

it('a pasted line break becomes a space, with the caret behind what was pasted', () => {
  const { alice, bindings } = pair('x')
  alice.field.setSelectionRange(0, 0)
  alice.field.type('one\n two ')
  bindings[0].input()
  expect(alice.field.value).toBe('one two x')
  expect(alice.field.selectionStart).toBe(8)
})
