import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { RichText } from '../../shared/document/postmortem.ts'
import {
  appendRichText,
  bullets,
  paragraph,
  readRichText,
  writeRichText,
} from '../../shared/document/richText.ts'

const EVERYTHING: RichText = [
  { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'What users saw' }] },
  {
    type: 'paragraph',
    content: [
      { type: 'text', text: 'About ' },
      { type: 'text', text: '20 %', marks: [{ type: 'bold' }] },
      { type: 'text', text: ' of payments, see ' },
      {
        type: 'text',
        text: 'the graph',
        marks: [{ type: 'link', attrs: { href: 'https://graphs.test/1' } }],
      },
      { type: 'hardBreak' },
      { type: 'text', text: 'and nothing else.' },
    ],
  },
  {
    type: 'taskList',
    content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph('told support')] }],
  },
  bullets(['one', 'two']),
  { type: 'codeBlock', attrs: { language: 'sh' }, content: [{ type: 'text', text: 'kubectl get pods' }] },
  { type: 'horizontalRule' },
]

describe('rich text', () => {
  it('reads back what was written', () => {
    const fragment = new Y.Doc().getXmlFragment('summary')
    writeRichText(fragment, EVERYTHING)
    expect(readRichText(fragment)).toEqual(EVERYTHING)
  })

  it('replaces what was there, and appends after it', () => {
    const fragment = new Y.Doc().getXmlFragment('summary')
    writeRichText(fragment, [paragraph('old')])
    writeRichText(fragment, [paragraph('new')])
    appendRichText(fragment, [paragraph('more')])
    expect(readRichText(fragment)).toEqual([paragraph('new'), paragraph('more')])
  })

  it('reads empty paragraphs as nothing written', () => {
    const fragment = new Y.Doc().getXmlFragment('summary')
    writeRichText(fragment, [paragraph(''), paragraph('')])
    expect(readRichText(fragment)).toEqual([])
  })

  it('leaves the hash of an overlapping mark out', () => {
    const fragment = new Y.Doc().getXmlFragment('summary')
    const element = new Y.XmlElement('paragraph')
    const text = new Y.XmlText()
    fragment.insert(0, [element])
    element.insert(0, [text])
    text.insert(0, 'said', { 'link--aB3dEf9=': { href: 'https://a.test' } })
    expect(readRichText(fragment)[0]?.content?.[0]?.marks).toEqual([
      { type: 'link', attrs: { href: 'https://a.test' } },
    ])
  })
})
