import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { addItem, updateItem } from '../../shared/document/edit.ts'
import { readPostmortem } from '../../shared/document/read.ts'
import { restorePostmortem } from '../../shared/document/restore.ts'
import { paragraph, writeRichText } from '../../shared/document/richText.ts'
import { sectionOf, textOf } from '../../shared/document/schema.ts'
import { seedUpdate } from '../../shared/document/seed.ts'

/** A document with three paragraphs and a row, its plain values as they are, and a second copy of it. */
function pair() {
  const [a, b] = [new Y.Doc(), new Y.Doc()]
  Y.applyUpdate(a, seedUpdate({ title: 'Checkout slow' }))
  writeRichText(sectionOf(a, 'summary'), ['One fell.', 'Two stood.', 'Three ran.'].map(paragraph))
  addItem(a, 'timeline', 'r1', { text: 'Alert fired' })
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  const sync = () => {
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)))
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)))
  }
  return { a, b, sync, version: readPostmortem(a, 'p') }
}
const lineOf = (doc: Y.Doc, at: number): Y.XmlText => {
  const block = sectionOf(doc, 'summary').get(at)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no such line')
  return text
}
const lines = (doc: Y.Doc): string[] =>
  readPostmortem(doc, 'p').summary.map(block => block.content?.[0]?.text ?? '')

it('[D9] what one types while another restores survives, in a line that changed and in one that did not', () => {
  const { a, b, sync, version } = pair()
  lineOf(a, 0).insert(0, 'Number ')
  updateItem(a, 'timeline', 'r1', { text: 'The alert fired' })
  sync()
  // Meanwhile, and not yet known to whoever restores:
  lineOf(b, 1).insert(4, 'still ')
  lineOf(b, 0).insert(lineOf(b, 0).length, ' It got up.')
  textOf(b, 'timeline', 'r1')?.insert(15, ' twice')
  restorePostmortem(a, version)
  sync()
  expect(lines(a)).toEqual(['One fell. It got up.', 'Two still stood.', 'Three ran.'])
  expect(readPostmortem(a, 'p').timeline[0]?.text).toBe('Alert fired twice')
  expect(readPostmortem(b, 'p')).toEqual(readPostmortem(a, 'p'))
})

it('[D9] paragraphs that came since go, those that went come back, and the others are not touched', () => {
  const { a, b, sync, version } = pair()
  sectionOf(a, 'summary').delete(1, 1)
  sync()
  lineOf(b, 1).insert(10, ' Far.')
  restorePostmortem(a, version)
  sync()
  expect(lines(a)).toEqual(['One fell.', 'Two stood.', 'Three ran. Far.'])
  sectionOf(a, 'summary').insert(3, [new Y.XmlElement('horizontalRule')])
  restorePostmortem(a, version)
  expect(lines(a)).toEqual(['One fell.', 'Two stood.', 'Three ran.'])
})

it('[D9] a restore of any kind of block reads as the version did', () => {
  const { a, version } = pair()
  const bold = { type: 'text', text: 'Two', marks: [{ type: 'bold' }] }
  const rich = [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'One fell.' }] },
    { type: 'paragraph', content: [bold, { type: 'text', text: ' stood.' }] },
    { type: 'paragraph' },
  ]
  writeRichText(sectionOf(a, 'summary'), rich)
  const other = readPostmortem(a, 'p')
  restorePostmortem(a, version)
  expect(readPostmortem(a, 'p')).toEqual(version)
  restorePostmortem(a, other)
  expect(readPostmortem(a, 'p').summary).toEqual(rich)
})
