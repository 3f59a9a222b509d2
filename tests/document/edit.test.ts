import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  addItem,
  moveItem,
  orderBetween,
  removeItem,
  setText,
  updateFacts,
  updateItem,
} from '../../shared/document/edit.ts'
import { readFacts, readList, readPostmortem } from '../../shared/document/read.ts'
import { EDIT, listOf, metaOf, textOf } from '../../shared/document/schema.ts'
import { seedUpdate } from '../../shared/document/seed.ts'

function pair(): [Y.Doc, Y.Doc, () => void] {
  const a = new Y.Doc()
  const b = new Y.Doc()
  const seed = seedUpdate({ title: 'Checkout slow' })
  for (const doc of [a, b]) Y.applyUpdate(doc, seed)
  const sync = () => {
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)))
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)))
  }
  return [a, b, sync]
}

describe('edits', () => {
  it('[D5] keeps both words when two people add a service at the same time', () => {
    const [a, b, sync] = pair()
    updateFacts(a, { services: ['payments'] })
    updateFacts(b, { services: ['database'] })
    sync()
    expect([...readFacts(a).services].sort()).toEqual(['database', 'payments'])
    expect(readFacts(b)).toEqual(readFacts(a))
  })

  it('[D5] keeps what both typed into one cell', () => {
    const [a, b, sync] = pair()
    addItem(a, 'timeline', 'row1', { at: '2026-05-27T14:22:00Z', text: 'alert fired' })
    sync()
    updateItem(a, 'timeline', 'row1', { text: 'The alert fired' })
    updateItem(b, 'timeline', 'row1', { text: 'alert fired twice' })
    sync()
    expect(readList(a, 'timeline')[0]?.text).toBe('The alert fired twice')
    expect(readList(b, 'timeline')).toEqual(readList(a, 'timeline'))
  })

  it('[D5] a row deleted by one while the other types into it is gone for both', () => {
    const [a, b, sync] = pair()
    addItem(a, 'factors', 'f1', { text: 'No alert on the pool' })
    sync()
    removeItem(a, 'factors', 'f1')
    textOf(b, 'factors', 'f1')?.insert(0, 'Still ')
    sync()
    expect(readList(a, 'factors')).toEqual([])
    expect(readList(b, 'factors')).toEqual([])
  })

  it('adding an id twice changes nothing of the first', () => {
    const [a] = pair()
    addItem(a, 'actions', 'a1', { text: 'Cap retries' })
    addItem(a, 'actions', 'a1', { text: 'Something else' })
    expect(readList(a, 'actions').map(action => action.text)).toEqual(['Cap retries'])
  })

  it('keeps lists in their order and moves an item between two others', () => {
    const [a] = pair()
    for (const id of ['one', 'two', 'three']) addItem(a, 'factors', id)
    moveItem(a, 'factors', 'three', 'one')
    expect(readList(a, 'factors').map(factor => factor.id)).toEqual(['one', 'three', 'two'])
    moveItem(a, 'factors', 'two', null)
    expect(readList(a, 'factors').map(factor => factor.id)).toEqual(['two', 'one', 'three'])
  })

  it('orders the timeline by time, then by order, with rows of unknown time last', () => {
    const [a] = pair()
    addItem(a, 'timeline', 'later', { at: '2026-05-27T14:30:00Z' })
    addItem(a, 'timeline', 'unknown', { at: '', precision: 'unknown' })
    addItem(a, 'timeline', 'earlier', { at: '2026-05-27T13:45:00Z' })
    addItem(a, 'timeline', 'same', { at: '2026-05-27T14:30:00Z' })
    expect(readList(a, 'timeline').map(row => row.id)).toEqual(['earlier', 'later', 'same', 'unknown'])
  })

  it('[D6] undo takes back only what was done here, rows and facts alike', () => {
    const [a, b, sync] = pair()
    const undo = new Y.UndoManager([metaOf(a), listOf(a, 'timeline')], { trackedOrigins: new Set([EDIT]) })
    addItem(a, 'timeline', 'mine', { text: 'mine' })
    sync()
    addItem(b, 'timeline', 'theirs', { text: 'theirs' })
    sync()
    undo.undo()
    sync()
    expect(readList(b, 'timeline').map(row => row.id)).toEqual(['theirs'])
  })

  it('[D3] reading emits no update', () => {
    const [a] = pair()
    const before = Y.encodeStateAsUpdate(a)
    readPostmortem(a, 'p1')
    expect(Y.encodeStateAsUpdate(a)).toEqual(before)
  })

  it('[D2] the seed is the same bytes each time, so twenty first joins give one template', () => {
    expect(seedUpdate({ title: 'One' })).toEqual(seedUpdate({ title: 'One' }))
    const doc = new Y.Doc()
    for (let i = 0; i < 20; i++) Y.applyUpdate(doc, seedUpdate({ title: 'One' }))
    expect(readFacts(doc).title).toBe('One')
  })

  it('reads values of another shape as defaults, since anyone may have written them', () => {
    const doc = new Y.Doc()
    metaOf(doc).set('title', 7)
    metaOf(doc).set('severity', 'SEV9')
    metaOf(doc).set('services', ['payments', 3, 'payments'])
    doc.getMap('timeline').set('odd', 'not a row')
    listOf(doc, 'timeline').set(
      'row',
      new Y.Map([['kind', 'explosion'] as [string, unknown], ['text', 'plain']]),
    )
    const postmortem = readPostmortem(doc, 'p1')
    expect(postmortem).toMatchObject({ title: '', severity: '', services: ['payments'] })
    expect(postmortem.timeline).toMatchObject([
      { id: 'row', kind: 'note', text: 'plain', precision: 'unknown' },
    ])
  })
})

describe('setText', () => {
  it('deletes and inserts only what differs', () => {
    const doc = new Y.Doc()
    const text = doc.getText('t')
    text.insert(0, 'error rate over 5 %')
    const changes: unknown[] = []
    text.observe(event => changes.push(event.delta))
    doc.transact(() => setText(text, 'error rate over 12 %'))
    expect(text.toString()).toBe('error rate over 12 %')
    expect(changes).toEqual([[{ retain: 16 }, { delete: 1 }, { insert: '12' }]])
  })
})

describe('orderBetween', () => {
  it('survives malformed and equal keys', () => {
    expect(orderBetween('', '') < orderBetween(orderBetween('', ''), '')).toBe(true)
    expect(orderBetween('a0', 'a0') > 'a0').toBe(true)
    expect(() => orderBetween('zz!', '\u0000')).not.toThrow()
  })
})

it('[D4] a row whose text is rich text reads as one without words, and takes words again', () => {
  const doc = new Y.Doc()
  const odd = new Y.XmlText()
  const holder = new Y.XmlElement('paragraph')
  listOf(doc, 'timeline').set('row', new Y.Map<unknown>([['text', odd]]))
  odd.insertEmbed(0, holder)
  // Nothing is what has no words to give.
  holder.insert(0, [null as unknown as Y.XmlElement])
  expect(() => odd.toString()).toThrow(TypeError)
  expect(readPostmortem(doc, 'pm').timeline).toMatchObject([{ id: 'row', text: '' }])
  expect(textOf(doc, 'timeline', 'row')).toBeNull()
  updateItem(doc, 'timeline', 'row', { text: 'words' })
  expect(readPostmortem(doc, 'pm').timeline).toMatchObject([{ id: 'row', text: 'words' }])
})

it('[D4] what is no row among the rows keeps nobody from adding, changing or moving others', () => {
  const doc = new Y.Doc()
  addItem(doc, 'timeline', 'a', { text: 'first' })
  for (const [id, odd] of Object.entries({
    number: 7,
    text: new Y.Text('odd'),
    list: new Y.Array(),
    nothing: null,
  }))
    listOf(doc, 'timeline').set(id, odd as never)
  addItem(doc, 'timeline', 'b', { text: 'second' })
  updateItem(doc, 'timeline', 'number', { text: 'changed' })
  moveItem(doc, 'timeline', 'text', 'a')
  moveItem(doc, 'timeline', 'b', null)
  expect(textOf(doc, 'timeline', 'list')).toBeNull()
  expect(readList(doc, 'timeline').map(({ text }) => text)).toEqual(['second', 'first'])
})
