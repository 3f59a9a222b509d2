import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { brokenIn, removeForeign, repair } from '../../shared/document/richRepair.ts'
import { isEditable } from '../../shared/document/richShape.ts'
import { bullets, paragraph, readRichText, writeRichText } from '../../shared/document/richText.ts'
import { sectionOf } from '../../shared/document/schema.ts'
import { element, ODD_SHAPES, writeOdd } from '../support/oddShapes.ts'

function written(): Y.Doc {
  const doc = new Y.Doc()
  const blocks = [
    paragraph('First'),
    bullets(['one', 'two']),
    {
      type: 'heading',
      attrs: { level: 2 },
      content: [{ type: 'text', text: 'Heading', marks: [{ type: 'bold' }] }],
    },
    { type: 'codeBlock', attrs: { language: 'ts' }, content: [{ type: 'text', text: 'let a' }] },
    { type: 'image', attrs: { src: 'https://example.org/a.png', alt: 'a' } },
    { type: 'blockquote', content: [paragraph('quoted')] },
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [{ type: 'tableCell', attrs: { colspan: 1 }, content: [paragraph('cell')] }],
        },
      ],
    },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'a link', marks: [{ type: 'link', attrs: { href: 'https://example.org' } }] },
        { type: 'hardBreak' },
        { type: 'mention', attrs: { id: 'ann', label: 'Ann' } },
      ],
    },
  ]
  doc.transact(() => writeRichText(sectionOf(doc, 'summary'), blocks))
  return doc
}

it('[D4] all that the editor makes can be edited', () => {
  expect(isEditable(sectionOf(written(), 'summary'))).toBe(true)
  expect(isEditable(sectionOf(new Y.Doc(), 'summary'))).toBe(true)
})

for (const shape of Object.keys(ODD_SHAPES)) {
  it(`[D4] ${shape}: found in what a transaction brought, mended, and nothing beside it is touched`, () => {
    const doc = written()
    const before = readRichText(sectionOf(doc, 'summary'))
    const insider = new Y.Doc()
    Y.applyUpdate(insider, Y.encodeStateAsUpdate(doc))
    const found: ReturnType<typeof brokenIn> = []
    doc.on('afterTransaction', transaction => found.push(...brokenIn(transaction)))
    writeOdd(insider, 'summary', shape)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(insider, Y.encodeStateVector(doc)))
    expect(isEditable(sectionOf(doc, 'summary'))).toBe(false)
    expect(found.length).toBeGreaterThan(0)
    for (let round = 0; round < 5 && found.length > 0; round++) repair(doc, found.splice(0), () => true)
    expect(isEditable(sectionOf(doc, 'summary'))).toBe(true)
    expect(readRichText(sectionOf(doc, 'summary')).slice(0, before.length)).toEqual(before)
  })

  it(`[D4] ${shape}: reading changes no byte of it, and a person can remove it`, () => {
    const doc = written()
    writeOdd(doc, 'summary', shape)
    const before = Y.encodeStateAsUpdate(doc)
    readRichText(sectionOf(doc, 'summary'))
    isEditable(sectionOf(doc, 'summary'))
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
    doc.transact(() => removeForeign(doc, sectionOf(doc, 'summary')))
    expect(isEditable(sectionOf(doc, 'summary'))).toBe(true)
  })
}

it('[D4] a node in a wrong place in which several people wrote is left to them', () => {
  const doc = new Y.Doc()
  const item = element('listItem', {}, 'mine')
  const found: ReturnType<typeof brokenIn> = []
  doc.on('afterTransaction', transaction => found.push(...brokenIn(transaction)))
  sectionOf(doc, 'summary').insert(0, [item])
  expect(found.length).toBeGreaterThan(0)
  repair(doc, found, () => false)
  expect(sectionOf(doc, 'summary').toString()).toContain('mine')
})
