import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { differences, type PartChange } from '../../shared/document/differences.ts'
import { addItem, updateItem } from '../../shared/document/edit.ts'
import type { RichText } from '../../shared/document/postmortem.ts'
import { readPostmortem } from '../../shared/document/read.ts'
import { listOf } from '../../shared/document/schema.ts'
import { seedUpdate } from '../../shared/document/seed.ts'

function example(): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdate({ title: 'Checkout slow' }))
  addItem(doc, 'timeline', 't1', { at: '2026-05-27T14:22:00Z', precision: 'minute', text: 'Alert fired' })
  addItem(doc, 'factors', 'f1', { text: 'Retries without a cap' })
  addItem(doc, 'factors', 'f2', { text: 'No alert on the queue' })
  addItem(doc, 'actions', 'a1', { text: 'Cap retries', due: '2026-06-05', factors: ['f1'] })
  return doc
}

function changed(edit: (doc: Y.Doc) => void): PartChange[] {
  const doc = example()
  const before = readPostmortem(doc, 'p')
  edit(doc)
  return differences(before, readPostmortem(doc, 'p'))
}

it('[D9] a change of one field says which row it is of', () => {
  expect(changed(doc => updateItem(doc, 'actions', 'a1', { due: '2026-06-12' }))).toEqual([
    {
      part: 'actions',
      rows: [
        {
          id: 'a1',
          name: 'Cap retries',
          kind: 'changed',
          fields: [{ field: 'due', before: '2026-06-05', after: '2026-06-12' }],
        },
      ],
    },
  ])
})

it('[D9] links between rows are told by what the rows say', () => {
  const [part] = changed(doc => updateItem(doc, 'actions', 'a1', { factors: ['f1', 'f2'] }))
  expect(part?.rows[0]?.fields).toEqual([
    {
      field: 'factors',
      before: 'Retries without a cap',
      after: 'Retries without a cap\nNo alert on the queue',
    },
  ])
})

it('[D9] a linked row that reads otherwise is one change, not two', () => {
  const parts = changed(doc => updateItem(doc, 'factors', 'f1', { text: 'Retries without any cap' }))
  expect(parts.map(({ part }) => part)).toEqual(['factors'])
})

it('[D9] a row that went is called what it was called', () => {
  const [part] = changed(doc => listOf(doc, 'timeline').delete('t1'))
  expect(part?.rows).toMatchObject([{ kind: 'removed', name: 'Alert fired' }])
})

const lineOf = (summary: RichText): string | undefined => {
  const before = readPostmortem(example(), 'p')
  return differences(before, { ...before, summary })[0]?.rows[0]?.fields[0]?.after
}

it('[D9] a link that leads elsewhere and a task that is done are differences', () => {
  const link = { type: 'link', attrs: { href: 'https://example.org/run' } }
  const words = { type: 'text', text: 'the runbook', marks: [link] }
  expect(lineOf([{ type: 'paragraph', content: [words] }])).toBe('the runbook (https://example.org/run)')
  const item = {
    type: 'taskItem',
    attrs: { checked: true },
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Call the vendor' }] }],
  }
  expect(lineOf([{ type: 'taskList', content: [item] }])).toBe('[x] Call the vendor')
})
