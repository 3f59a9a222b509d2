import { getSchema } from '@tiptap/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { NODES } from '../../../client/document/parts/richtext/nodes.ts'
import { readSection } from '../../../client/document/parts/richtext/readSection.ts'
import { writeTextRuns } from '../../../client/document/parts/richtext/textRuns.ts'
import { SECTIONS } from '../../../shared/document/postmortem.ts'
import { sectionOf } from '../../../shared/document/schema.ts'
import { seedUpdateFrom } from '../../../shared/document/seed.ts'
import { examplePostmortem } from '../../../shared/example/examplePostmortem.ts'
import { fromMarkdown } from '../../../shared/formats/markdown/fromMarkdown.ts'
import { toMarkdown } from '../../../shared/formats/markdown/toMarkdown.ts'
import { anyPostmortem } from '../../formats/arbitraryPostmortem.ts'
import { counter } from '../../formats/counting.ts'

const schema = getSchema(NODES)

/** A section with what `write` puts into it. */
function section(write: (fragment: Y.XmlFragment) => void): Y.XmlFragment {
  const fragment = new Y.Doc().getXmlFragment('summary')
  write(fragment)
  return fragment
}

function element(name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name)
  made.insert(0, children)
  return made
}

const read = (fragment: Y.XmlFragment) => {
  const before = Y.encodeStateAsUpdate(fragment.doc as Y.Doc)
  const reading = readSection(fragment, schema)
  expect(Y.encodeStateAsUpdate(fragment.doc as Y.Doc), '[D3] reading changes nothing').toEqual(before)
  return reading
}
const html = (fragment: Y.XmlFragment): string => {
  const reading = read(fragment)
  return reading.ok ? reading.nodes.map(String).join(', ') : `foreign: ${reading.foreign}`
}

describe('reading a section for the editor', () => {
  it('[D4] whatever an import or the example writes has a place in the editor', { timeout: 240_000 }, () => {
    const fits = (update: Uint8Array): void => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, update)
      for (const name of SECTIONS) {
        expect(readSection(sectionOf(doc, name), schema)).toMatchObject({ ok: true })
      }
    }
    fits(seedUpdateFrom(examplePostmortem()))
    fc.assert(
      fc.property(anyPostmortem, postmortem => {
        const imported = fromMarkdown(toMarkdown(postmortem), { newId: counter() })
        if (!imported.ok) throw new Error(imported.error.message)
        // The generator makes objects without a prototype, which Yjs does not take.
        fits(seedUpdateFrom(JSON.parse(JSON.stringify(postmortem))))
        fits(seedUpdateFrom(imported.value.postmortem))
      }),
      { numRuns: 50 },
    )
  })

  it('[D3] [D4] what it does not know is named and left as it is', () => {
    const of = (...children: unknown[]) => html(section(it => it.insert(0, children as Y.XmlElement[])))
    expect(of(element('futureNode', new Y.XmlText('x')))).toBe('foreign: futureNode')
    expect(of(new Y.XmlText('x'))).toBe('foreign: text')
    expect(of(new Y.Map())).toBe('foreign: map')
    expect(of(element('toString'))).toBe('foreign: toString')
    expect(of(element('doc'))).toBe('foreign: doc')
    expect(of(element('bulletList', element('paragraph', new Y.XmlText('x'))))).toBe('foreign: bulletList')
    const image = element('image')
    image.setAttribute('alt', 7 as unknown as string)
    expect(of(image)).toBe('foreign: image.alt')
  })

  it('a section nested deeper than anybody writes is not read to its end', () => {
    const fragment = section(() => {})
    let parent: Y.XmlFragment = fragment
    for (let depth = 0; depth < 5_000; depth++) {
      const quote = new Y.XmlElement('blockquote')
      parent.insert(0, [quote])
      parent = quote
    }
    expect(html(fragment)).toBe('foreign: blockquote')
  })

  it('[D5] a list that two people emptied takes no room, and a list item keeps what was put into it', () => {
    const words = element('paragraph', new Y.XmlText('words'))
    expect(html(section(it => it.insert(0, [element('bulletList'), words])))).toBe('paragraph("words")')
    const inner = element('bulletList', element('listItem', element('paragraph', new Y.XmlText('kept'))))
    expect(html(section(it => it.insert(0, [element('bulletList', element('listItem', inner))])))).toBe(
      'bulletList(listItem(paragraph, bulletList(listItem(paragraph("kept")))))',
    )
  })
})

describe('two texts side by side in one line', () => {
  /** A line in which two people began at the same time, and the editor's view of it with `after` in its place. */
  function typed(texts: readonly string[], after: string): readonly string[] {
    const shared = texts.map(text => new Y.XmlText(text))
    const fragment = section(it => it.insert(0, [element('paragraph', ...shared)]))
    const reading = readSection(fragment, schema)
    if (!reading.ok) throw new Error(reading.foreign)
    const line = schema.node('paragraph', null, after ? [schema.text(after)] : [])
    writeTextRuns(fragment, schema.node('doc', null, [line]), new Map(reading.drawn))
    return shared.map(text => text.toString())
  }

  it('[D5] what is typed in either goes into it, and none is copied or dropped', () => {
    expect(typed(['alice', 'bob'], 'alicebobby')).toEqual(['alice', 'bobby'])
    expect(typed(['alice', 'bob'], 'alice xbob')).toEqual(['alice x', 'bob'])
    expect(typed(['alice', 'bob'], 'abob')).toEqual(['a', 'bob'])
    expect(typed(['alice', 'bob'], 'alob')).toEqual(['al', 'ob'])
    expect(typed(['alice', 'bob', 'c'], 'aXc')).toEqual(['aX', '', 'c'])
    expect(typed(['alice', 'bob'], '')).toEqual(['', ''])
  })
})
