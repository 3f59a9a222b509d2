import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { mergeFactors } from '../../../client/document/parts/factors/mergeFactors.ts'
import { addItem, updateItem } from '../../../shared/document/edit.ts'
import { readList } from '../../../shared/document/read.ts'

function document(): Y.Doc {
  const doc = new Y.Doc()
  addItem(doc, 'factors', 'f1', { text: 'No alert on pool use.', rows: ['r1'] })
  addItem(doc, 'factors', 'f2', {
    text: 'Nobody saw the pool fill',
    rows: ['r1', 'r2'],
    chosen: true,
    group: 'G',
  })
  addItem(doc, 'factors', 'f3', { text: 'Retries are unlimited' })
  addItem(doc, 'whys', 'w1', { text: 'Nobody owns limits', parents: ['f2', 'f1'] })
  addItem(doc, 'actions', 'a1', { text: 'Page at 80 %', factors: ['f2', 'f3'] })
  return doc
}
/** Links are sets: their order means nothing. */
const state = (doc: Y.Doc): unknown => [
  readList(doc, 'factors').map(factor => ({ ...factor, rows: factor.rows.toSorted() })),
  readList(doc, 'whys').map(why => ({ ...why, parents: why.parents.toSorted() })),
  readList(doc, 'actions').map(action => ({ ...action, factors: action.factors.toSorted() })),
]

it('two factors become one that keeps both texts, events and choices; whys and actions follow', () => {
  const doc = document()
  mergeFactors(doc, 'f2', 'f1')
  const factors = readList(doc, 'factors')
  expect(factors.map(factor => factor.id)).toEqual(['f1', 'f3'])
  expect(factors[0]).toMatchObject({
    text: 'No alert on pool use; Nobody saw the pool fill',
    rows: ['r1', 'r2'],
    chosen: true,
  })
  expect(readList(doc, 'whys')[0]?.parents).toEqual(['f1'])
  expect(readList(doc, 'actions')[0]?.factors.toSorted()).toEqual(['f1', 'f3'])
})

it('it can be taken back, and leaves what was written into the factor since', () => {
  const doc = document()
  const before = state(doc)
  mergeFactors(doc, 'f2', 'f1')?.()
  expect(state(doc)).toEqual(before)
  const takeBack = mergeFactors(doc, 'f2', 'f1')
  updateItem(doc, 'factors', 'f1', { text: 'Written since' })
  takeBack?.()
  expect(readList(doc, 'factors').map(factor => factor.text)).toEqual([
    'Written since',
    'Nobody saw the pool fill',
    'Retries are unlimited',
  ])
})

it('taken back, it leaves the links and choices that others made since', () => {
  const doc = document()
  const takeBack = mergeFactors(doc, 'f2', 'f1')
  updateItem(doc, 'factors', 'f1', { rows: ['r1', 'r2', 'r9'], category: 'measurements' })
  updateItem(doc, 'actions', 'a1', { factors: ['f1'] })
  updateItem(doc, 'whys', 'w1', { parents: ['f1', 'f3'] })
  takeBack?.()
  const [kept] = readList(doc, 'factors')
  expect(kept).toMatchObject({ id: 'f1', rows: ['r1', 'r9'], category: 'measurements', chosen: false })
  expect(readList(doc, 'actions')[0]?.factors).toEqual(['f2'])
  expect(readList(doc, 'whys')[0]?.parents.toSorted()).toEqual(['f1', 'f2', 'f3'])
})

it('a factor is not merged with itself, nor with one that is gone', () => {
  const doc = document()
  expect(mergeFactors(doc, 'f1', 'f1')).toBeNull()
  expect(mergeFactors(doc, 'f1', 'gone')).toBeNull()
  expect(readList(doc, 'factors')).toHaveLength(3)
})
