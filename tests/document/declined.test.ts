import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { differences } from '../../shared/document/differences.ts'
import { addItem, updateItem } from '../../shared/document/edit.ts'
import { readList, readPostmortem } from '../../shared/document/read.ts'
import { redactDocument } from '../../shared/document/redact.ts'
import { restorePostmortem } from '../../shared/document/restore.ts'
import { listOf } from '../../shared/document/schema.ts'
import { seedUpdate } from '../../shared/document/seed.ts'
import { searchText } from '../../shared/library/search.ts'

function declined(): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdate({ title: 'Checkout slow' }))
  addItem(doc, 'actions', 'a1', {
    text: 'Rewrite the relay',
    status: 'declined',
    reason: 'Too dear for Zebra',
  })
  return doc
}
const reasonOf = (doc: Y.Doc): string | undefined => readList(doc, 'actions')[0]?.reason

it('[D4] an action from before there were reasons reads as one without, and so does what is no text', () => {
  const doc = declined()
  listOf(doc, 'actions').get('a1')?.delete('reason')
  expect(reasonOf(doc)).toBe('')
  listOf(doc, 'actions').get('a1')?.set('reason', 7)
  expect(reasonOf(doc)).toBe('')
})

it('[D9] a reason is a difference between versions, and a restore brings it back', () => {
  const doc = declined()
  const before = readPostmortem(doc, 'p')
  updateItem(doc, 'actions', 'a1', { reason: 'Another way was found' })
  expect(differences(before, readPostmortem(doc, 'p'))).toEqual([
    {
      part: 'actions',
      rows: [
        {
          id: 'a1',
          name: 'Rewrite the relay',
          kind: 'changed',
          fields: [{ field: 'reason', before: 'Too dear for Zebra', after: 'Another way was found' }],
        },
      ],
    },
  ])
  restorePostmortem(doc, before)
  expect(reasonOf(doc)).toBe('Too dear for Zebra')
})

it('[D10] a reason is redacted, and searched', () => {
  const doc = declined()
  expect(searchText(readPostmortem(doc, 'p')).items).toContain('too dear')
  redactDocument(doc, 'zebra')
  expect(reasonOf(doc)).toBe('Too dear for [redacted]')
})
