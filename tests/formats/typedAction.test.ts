import { expect, it } from 'vitest'
import { readDueDate } from '../../shared/formats/time/dueDate.ts'
import { readTypedAction } from '../../shared/formats/typedAction.ts'

const PEOPLE = ['Priya Raman', 'Dave', 'Sam Ito', 'Sam Okafor']
const read = (typed: string) => {
  const { text, owner, due } = readTypedAction(typed, PEOPLE, words => readDueDate(words, '2026-05-28'))
  return [text, owner, due]
}

it.each([
  ['Cap retries @priya by Friday', 'Cap retries', 'Priya Raman', '2026-05-29'],
  ['Cap retries by 3 June @Dave', 'Cap retries', 'Dave', '2026-06-03'],
  ['Cap retries @Priya Raman', 'Cap retries', 'Priya Raman', ''],
  ['Cap retries due 2026-06-10', 'Cap retries', '', '2026-06-10'],
  ['Alert on pool use @lin.chen by next Friday', 'Alert on pool use', 'lin.chen', '2026-06-05'],
  ['Alert on pool use @Lin Chen', 'Alert on pool use', 'Lin Chen', ''],
  ['Alert on pool use @sam', 'Alert on pool use', 'sam', ''],
])('%s', (typed, text, owner, due) => {
  expect(read(typed)).toEqual([text, owner, due])
})

it.each([
  'Reduce memory use by half',
  'Send mail to ops@example.org when the pool is full',
  'Page @oncall before the deploy starts',
  '@priya',
  'Move the limit up by two',
])('%s stays as it is', typed => {
  expect(read(typed)).toEqual([typed, '', ''])
})
