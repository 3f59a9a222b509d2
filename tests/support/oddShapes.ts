import * as Y from 'yjs'
import type { SectionName } from '../../shared/document/postmortem.ts'
import { sectionOf } from '../../shared/document/schema.ts'

/** What no editor makes, by what it is: each writes itself into a section. */
export const ODD_SHAPES: Readonly<Record<string, (section: Y.XmlFragment) => void>> = {
  'text in the section': section => push(section, new Y.XmlText('loose')),
  'a map in the section': section => push(section, new Y.Map([['a', 1]])),
  'an array in the section': section => push(section, Y.Array.from([1, 2])),
  'a plain text in the section': section => push(section, new Y.Text('plain')),
  'a hook in the section': section => push(section, new Y.XmlHook('hook')),
  'JSON in the section': section => push(section, { a: 1 }),
  'a number in the section': section => push(section, 7),
  'an unknown node': section => push(section, element('widget', {}, 'inside')),
  'a node by a name that every object has': section => {
    const odd = element('constructor')
    push(section, odd)
    push(odd, element('paragraph', {}, 'inside'))
  },
  'a map in a paragraph': section => push(paragraphIn(section), new Y.Map([['a', 1]])),
  'a hook in a paragraph': section => push(paragraphIn(section), new Y.XmlHook('hook')),
  'a paragraph in a paragraph': section => push(paragraphIn(section), element('paragraph', {}, 'inner')),
  'a list item in the section': section => push(section, element('listItem', {}, 'item')),
  'a list of paragraphs': section => {
    const list = element('bulletList')
    push(section, list)
    push(list, element('paragraph', {}, 'no item'))
  },
  'an item without a paragraph': section => {
    const list = element('bulletList')
    push(section, list)
    push(list, element('listItem'))
  },
  'a list without items': section => push(section, element('bulletList')),
  'a picture whose address is no text': section => push(section, element('image', { src: { a: 1 } })),
  'a picture whose words are no text': section =>
    push(section, element('image', { src: 'https://example.org/x.png', alt: 7, title: [] })),
  'a heading of an impossible level': section => push(section, element('heading', { level: { a: 1 } }, 'x')),
  'an unknown mark': section => textIn(section).insert(0, 'marked', { widget: { a: 1 } }),
  'a link without an address': section => textIn(section).insert(0, 'link', { link: { href: { a: 1 } } }),
  'bold code': section => {
    const code = element('codeBlock')
    push(section, code)
    const text = new Y.XmlText()
    push(code, text)
    text.insert(0, 'code', { bold: {} })
  },
  'an embed in a text': section => textIn(section).insertEmbed(0, { a: 1 }),
  'a type in a text': section => textIn(section).insertEmbed(0, new Y.Map()),
  'two hundred quotes in one another': section => {
    let inner: Y.XmlFragment = section
    for (let depth = 0; depth < 200; depth++) {
      const quote = element('blockquote')
      push(inner, quote)
      inner = quote
    }
    push(inner, element('paragraph', {}, 'deep'))
  },
}

/** Writes an odd shape into a section as one change. */
export const writeOdd = (doc: Y.Doc, name: SectionName, shape: string): void =>
  doc.transact(() => ODD_SHAPES[shape]?.(sectionOf(doc, name)))

/** Carets that no editor announces. */
export const ODD_CARETS: readonly unknown[] = [
  {},
  [],
  7,
  'x',
  { anchor: null, head: null },
  { anchor: {}, head: {} },
  { anchor: { type: 'x', item: 7 }, head: { tname: 9 } },
  { anchor: { tname: 'timeline' }, head: { tname: 'nothing-of-that-name' } },
  { anchor: { type: { client: -1, clock: 'a' } }, head: { item: { client: 1e300, clock: 0 } } },
  { anchor: { tname: 'summary', assoc: 'left' }, head: { tname: 'summary' } },
]

export function element(name: string, attributes: Record<string, unknown> = {}, text?: string): Y.XmlElement {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  if (text !== undefined) made.insert(0, [new Y.XmlText(text)])
  return made
}

/** Inserts anything at all at the end, past the types. */
function push(parent: Y.XmlFragment, child: unknown): void {
  parent.insert(parent.length, [child as Y.XmlElement])
}

function paragraphIn(section: Y.XmlFragment): Y.XmlElement {
  const paragraph = element('paragraph', {}, 'beside')
  push(section, paragraph)
  return paragraph
}

function textIn(section: Y.XmlFragment): Y.XmlText {
  const paragraph = element('paragraph')
  push(section, paragraph)
  const text = new Y.XmlText()
  push(paragraph, text)
  return text
}
