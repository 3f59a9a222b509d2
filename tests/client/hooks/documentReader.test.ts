import { expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Connection } from '../../../client/connection/connection.ts'
import { readerOf } from '../../../client/hooks/documentReader.ts'
import { addItem, removeItem, setText, updateFacts, updateItem } from '../../../shared/document/edit.ts'
import { readPostmortem } from '../../../shared/document/read.ts'
import { textOf } from '../../../shared/document/schema.ts'

function table() {
  const doc = new Y.Doc()
  for (let i = 0; i < 300; i++)
    addItem(doc, 'timeline', `row-${String(i).padStart(3, '0')}`, { text: `event ${i}` })
  return { doc, reader: readerOf({ doc, postmortem: 'pm-1' } as Connection) }
}

it('[D8] typing in one row of 300 leaves the other 299 as they were', () => {
  const { doc, reader } = table()
  const before = reader.lists.timeline.get()
  const text = textOf(doc, 'timeline', 'row-150')
  if (!text) throw new Error('The row has no text')
  setText(text, 'event 150, seen')
  const after = reader.lists.timeline.get()
  expect(after).not.toBe(before)
  expect(after.filter((row, at) => row !== before[at]).map(row => row.text)).toEqual(['event 150, seen'])
})

it('what did not change keeps its identity in the whole document', () => {
  const { doc, reader } = table()
  const before = reader.postmortem.get()
  updateFacts(doc, { title: 'Renamed' })
  const after = reader.postmortem.get()
  expect(after.title).toBe('Renamed')
  expect(after.timeline).toBe(before.timeline)
  expect(after.summary).toBe(before.summary)
  expect(reader.postmortem.get()).toBe(after)
})

it('reads the same as reading everything anew, after rows came, changed, went and came back', () => {
  const { doc, reader } = table()
  const undo = new Y.UndoManager(doc.getMap('timeline'), {
    trackedOrigins: new Set(['debrief/edit']),
    captureTimeout: 0,
  })
  const same = (): void => expect(reader.postmortem.get()).toEqual(readPostmortem(doc, 'pm-1'))
  same()
  updateItem(doc, 'timeline', 'row-010', { state: 'confirmed', text: 'changed' })
  same()
  removeItem(doc, 'timeline', 'row-010')
  same()
  undo.undo()
  same()
  addItem(doc, 'actions', 'action-1', { text: 'Add an alert', factors: ['a', 'b'] })
  updateItem(doc, 'actions', 'action-1', { factors: ['b'] })
  same()
})

it('listeners of one list hear nothing of another', () => {
  const { doc, reader } = table()
  let heard = 0
  reader.lists.timeline.subscribe(() => {
    heard++
  })
  addItem(doc, 'factors', 'factor-1', { text: 'No alert' })
  expect(heard).toBe(0)
  updateItem(doc, 'timeline', 'row-001', { kind: 'detect' })
  expect(heard).toBe(1)
})

it('what is ticked is told at once, letters a moment later', async () => {
  const { doc, reader } = table()
  addItem(doc, 'factors', 'factor-1', { text: 'No alert' })
  let heard = 0
  reader.lists.factors.subscribe(() => {
    heard++
  })
  updateItem(doc, 'factors', 'factor-1', { rows: ['row-001'] })
  expect(heard).toBe(1)
  updateItem(doc, 'factors', 'factor-1', { text: 'No alerts' })
  expect(heard).toBe(1)
  await expect.poll(() => heard).toBe(2)
})
