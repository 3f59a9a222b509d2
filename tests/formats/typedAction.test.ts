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
  ['Cap retries, assigned to Sam O., due tomorrow', 'Cap retries', 'Sam Okafor', '2026-05-29'],
  ['Cap retries - Dave, 14.6.', 'Cap retries', 'Dave', '2026-06-14'],
  ['Cap retries - Dave, 14.1.', 'Cap retries', 'Dave', '2027-01-14'],
  ['Raman - cap retries - in two weeks', 'cap retries', 'Priya Raman', '2026-06-11'],
  ['Dave → cap retries → 2026/06/10', 'cap retries', 'Dave', '2026-06-10'],
  ['Dave (6/10) cap retries', 'cap retries', 'Dave', '2026-06-10'],
  ['TODO(Dave): cap retries', 'cap retries', 'Dave', ''],
  ['| Cap retries | Dave | 10 Jun 2026 |', 'Cap retries', 'Dave', '2026-06-10'],
  ['Dave: cap retries, no later than 10 June', 'cap retries', 'Dave', '2026-06-10'],
  ['Cap retries by 3 June @Dave', 'Cap retries', 'Dave', '2026-06-03'],
  [
    'Cap retries @Wolfgang-Amadeus-Theophilus-von-Habsburg-Lothringen-der-Dritte by 3 June',
    'Cap retries',
    'Wolfgang-Amadeus-Theophilus-von-Habsburg-Lothringen-der-Dritte',
    '2026-06-03',
  ],
  ['Cap retries @Priya Raman', 'Cap retries', 'Priya Raman', ''],
  ['Cap retries due 2026-06-10', 'Cap retries', '', '2026-06-10'],
  ['Alert on pool use @lin.chen by next Friday', 'Alert on pool use', 'lin.chen', '2026-06-05'],
  ['Alert on pool use @Lin Chen', 'Alert on pool use', 'Lin Chen', ''],
  ['Alert on pool use @sam', 'Alert on pool use', 'sam', ''],
  ['Dave: cap retries until 3 June', 'cap retries', 'Dave', '2026-06-03'],
  ['Cap retries (owner Priya, due 2026-06-10)', 'Cap retries', 'Priya Raman', '2026-06-10'],
  ['Cap retries - Priya Raman - 12 June', 'Cap retries', 'Priya Raman', '2026-06-12'],
  ['Cap retries [Dave] [2026-07-01]', 'Cap retries', 'Dave', '2026-07-01'],
  ['Cap retries — owner: Dave — due: Jun 19', 'Cap retries', 'Dave', '2026-06-19'],
  ['Owner: Dave. Cap retries. Due: 2026-06-02', 'Cap retries', 'Dave', '2026-06-02'],
  ['- [ ] Cap retries (@dave, 2026-06-04)', 'Cap retries', 'Dave', '2026-06-04'],
  ['Cap retries (Dave, bis 12.06.2026)', 'Cap retries', 'Dave', '2026-06-12'],
  ['Priya to cap retries by next Monday', 'cap retries', 'Priya Raman', '2026-06-01'],
  ['Dave, please cap retries', 'cap retries', 'Dave', ''],
  ['By Friday: Dave to cap retries', 'cap retries', 'Dave', '2026-05-29'],
  ['Cap retries @priya.raman - EOD', 'Cap retries', 'Priya Raman', '2026-05-28'],
  ['Cap retries\tPriya Raman\t2026-06-03', 'Cap retries', 'Priya Raman', '2026-06-03'],
])('%s', (typed, text, owner, due) => {
  expect(read(typed)).toEqual([text, owner, due])
})

it.each([
  'Reduce memory use by half',
  'Send mail to ops@example.org when the pool is full',
  'Page @oncall before the deploy starts',
  '@priya',
  'Move the limit up by two',
  'Alert on CPU, disk, memory',
  'Sam: cap retries',
  'Ask the team: who owns the pool?',
  'Upgrade node to 22.3',
  'Cap retries (see the runbook)',
  'Cap retries (Dave, see the runbook)',
  'Keep the release at 10:30',
  '- cap retries',
  'Notify @oncall',
  'Send mail to @ops',
  'Ask @priya',
  'Meet with Dave, Priya',
  'Retention: 30 days',
  'Extend retention by 30 days',
  'Wait 5 - 10 min',
])('%s stays as it is', typed => {
  expect(read(typed)).toEqual([typed, '', ''])
})
