import * as Y from 'yjs'
import { addItem } from '../../shared/document/edit.ts'
import { SECTIONS } from '../../shared/document/postmortem.ts'
import { metaOf, sectionOf } from '../../shared/document/schema.ts'
import { ADDRESSES, ELSEWHERE, MARKUP } from './vectors.ts'

/** Ids that plain objects have an answer for without anybody having given one. */
export const EVIL_IDS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'] as const

/** What a participant with a client of their own can write into a document, without a page of ours in between. */
export function writeEvil(doc: Y.Doc): void {
  doc.transact(() => {
    const [first = '', second = ''] = MARKUP
    const meta = metaOf(doc)
    meta.set('incident', first)
    meta.set('timeZone', 'constructor')
    meta.set('services', Y.Array.from([MARKUP[3] ?? '', '__proto__', 'constructor']))
    meta.set('tags', Y.Array.from([...MARKUP.slice(0, 6), '__proto__']))
    meta.set('authors', Y.Array.from([MARKUP[3] ?? '', { toString: 1 }, 7]))
    meta.set('startedAt', second)
    MARKUP.forEach((text, at) => {
      const url = ADDRESSES[at % ADDRESSES.length] ?? ''
      const order = `a${String(at).padStart(3, '0')}V`
      addItem(doc, 'timeline', `row-${at}`, {
        text,
        at: `2026-05-27T14:${String(at % 60).padStart(2, '0')}:00Z`,
        source: { type: at % 3 ? '' : text, url },
        state: 'confirmed',
        order,
      })
      addItem(doc, 'actions', `action-${at}`, {
        ...{ text, owner: text, tracker: url, due: url, order },
        ...{ status: at % 2 ? 'declined' : 'open', reason: text },
      })
      if (at < 12)
        addItem(doc, 'factors', `factor-${at}`, { text, group: at % 2 ? text : '', waiver: text, order })
      if (at < 12)
        addItem(doc, 'whys', `why-${at}`, { text, evidence: url, parents: ['constructor', 'row-1'], order })
      if (at < 12) addItem(doc, 'parked', `parked-${at}`, { text, order })
    })
    for (const id of EVIL_IDS) {
      addItem(doc, 'factors', id, { text: id, group: '__proto__', rows: [...EVIL_IDS], chosen: true })
      addItem(doc, 'actions', id, { text: id, owner: '__proto__', factors: [...EVIL_IDS] })
      addItem(doc, 'timeline', id, { text: id })
      addItem(doc, 'whys', id, { text: id, parents: [...EVIL_IDS] })
      doc
        .getMap('comments')
        .set(id, new Y.Map(Object.entries({ text: id, thread: id, about: { in: id, id } })))
    }
    writeSections(doc)
    writeShapes(doc)
  })
}

/** Nodes, marks and attributes that no editor of ours makes. */
function writeSections(doc: Y.Doc): void {
  const handlers = { onerror: 'alert(1)', onload: 'alert(1)', style: `background:url(${ELSEWHERE}/s.png)` }
  for (const name of SECTIONS) {
    const section = sectionOf(doc, name)
    const nodes = [
      'script',
      'iframe',
      'img',
      'style',
      'svg',
      'constructor',
      '__proto__',
      'image',
      'mention',
    ].map(type =>
      element(type, {
        src: `${ELSEWHERE}/x`,
        srcdoc: '<script>alert(1)</script>',
        href: 'javascript:alert(1)',
        ...handlers,
      }),
    )
    nodes.push(
      ...ADDRESSES.map(src =>
        element('image', { src, alt: 'picture', title: '"><script>alert(1)</script>' }),
      ),
    )
    nodes.push(
      element('heading', { level: '1 onload=alert(1)' }, 'heading'),
      element('orderedList', { start: 'alert(1)', type: 'x' }, 'list'),
      element('codeBlock', { language: '"><img src=x onerror=alert(1)>' }, 'code'),
      element('table', { style: 'x', class: 'y' }, 'table'),
      element('mention', { id: MARKUP[3] ?? '', label: MARKUP[0] ?? '' }),
    )
    section.push(nodes)
    const paragraph = new Y.XmlElement('paragraph')
    const text = new Y.XmlText()
    section.push([paragraph])
    paragraph.push([text])
    for (const href of ADDRESSES)
      text.insert(text.length, ' link ', {
        link: { href, target: '_top', onclick: 'alert(1)', style: handlers.style },
      })
    for (const mark of ['script', 'constructor', '__proto__', 'toString', 'textStyle']) {
      text.insert(text.length, mark, { [mark]: { style: handlers.style, color: 'red' } })
    }
    for (const words of MARKUP) text.insert(text.length, words, { bold: {} })
  }
}

function element(type: string, attrs: Record<string, string>, inside?: string): Y.XmlElement {
  const made = new Y.XmlElement(type)
  for (const [name, value] of Object.entries(attrs)) made.setAttribute(name, value)
  if (inside !== undefined) made.insert(0, [new Y.XmlText(inside)])
  return made
}

/** Values of other shapes than readers expect. */
function writeShapes(doc: Y.Doc): void {
  const timeline = doc.getMap<unknown>('timeline')
  timeline.set('text-instead', new Y.Text('no row'))
  timeline.set('number-instead', 7)
  timeline.set(
    'odd-row',
    new Y.Map(Object.entries({ at: 9, text: { a: 1 }, source: [1], kind: 'constructor', order: '\u0000' })),
  )
  doc
    .getMap('actions')
    .set(
      'odd-action',
      new Y.Map(Object.entries({ status: '__proto__', type: 'constructor', due: 'x', order: null })),
    )
}
