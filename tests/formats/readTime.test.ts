import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readDueDate } from '../../shared/formats/time/dueDate.ts'
import { readTime } from '../../shared/formats/time/readTime.ts'
import { readSpokenTime, type SpokenContext } from '../../shared/formats/time/spokenTime.ts'
import { parseTimelineLines } from '../../shared/formats/time/timelineLines.ts'
import { counter } from './counting.ts'

const context = {
  reference: Date.parse('2026-05-27T14:20:00Z'),
  timeZone: '',
  previous: Date.parse('2026-05-27T14:30:00Z'),
}

const read = (text: string, more: Partial<SpokenContext> = {}, by = readTime): string => {
  const result = by(text, { ...context, ...more })
  if (!result.ok) return result.error.code
  const { at, precision, rest } = result.value
  return [precision === 'day' ? at.slice(0, 10) : at.slice(0, 19), rest].filter(Boolean).join(' | ')
}

it.each([
  ['14:22', '2026-05-27T14:22:00'],
  ['14:22 alert fired', '2026-05-27T14:22:00 | alert fired'],
  ['14:22:05 – alert fired', '2026-05-27T14:22:05 | alert fired'],
  ['14:22: alert fired', '2026-05-27T14:22:00 | alert fired'],
  ['**14:22 UTC** - alert', '2026-05-27T14:22:00 | alert'],
  ['[08:47] Prow is merged', '2026-05-27T08:47:00 | Prow is merged'],
  ['2:22pm PST rollback', '2026-05-27T22:22:00 | rollback'],
  ['12:05 am', '2026-05-27T00:05:00'],
  ['2pm', '2026-05-27T14:00:00'],
  ['2026-05-27 14:22 UTC done', '2026-05-27T14:22:00 | done'],
  ['2026-05-27T14:22:09.123Z', '2026-05-27T14:22:09'],
  ['2026-05-27T14:22:09+02:00 x', '2026-05-27T12:22:09 | x'],
  ['2026-05-28 15.26 Compared', '2026-05-28T15:26:00 | Compared'],
  ['2020-11-17 10:45~', '2020-11-17T10:45:00'],
  ['Sep 29 2017 08:59', '2017-09-29T08:59:00'],
  ['September 29, 2025 at 4:58 PM EDT x', '2025-09-29T20:58:00 | x'],
  ['29 May 09:00 CEST x', '2026-05-29T07:00:00 | x'],
  ['Wed, 27 May 2026 09:00', '2026-05-27T09:00:00'],
  ['27.05.2026 09:00', '2026-05-27T09:00:00'],
  ['14:22 Europe/Berlin x', '2026-05-27T12:22:00 | x'],
  ['14:22 (CET) x', '2026-05-27T13:22:00 | x'],
  ['2026-05-27 all day', '2026-05-27 | all day'],
  ['+5m fixed', '2026-05-27T14:35:00 | fixed'],
  ['+1h30', '2026-05-27T16:00:00'],
  ['+90s', '2026-05-27T14:31:30'],
  ['5 min later all quiet', '2026-05-27T14:35:00 | all quiet'],
  ['1 hour and 10 minutes later x', '2026-05-27T15:40:00 | x'],
  ['14:22 -5 % errors', '2026-05-27T14:22:00 | -5 % errors'],
  ['25:10 x', 'time/impossible'],
  ['14:75', 'time/impossible'],
  ['alert fired', 'time/none'],
  ['14', 'time/none'],
  ['20202-01-16 12:00 x', 'time/none'],
  ['2026-02-30 12:00', 'time/none'],
  ['3 actions left', 'time/none'],
  ['', 'time/none'],
])('[D7] reads %j', (text, expected) => {
  expect(read(text)).toBe(expected)
})

it.each([
  ['at 14:22 alert fired', '2026-05-27T14:22:00 | alert fired'],
  ['At 2:22pm PST, alert fired', '2026-05-27T22:22:00 | alert fired'],
  ['yesterday 9am rolled back', '2026-05-29T09:00:00 | rolled back'],
  ['Yesterday at 14:22: rolled back', '2026-05-29T14:22:00 | rolled back'],
  ['today 08:00 mail sent', '2026-05-30T08:00:00 | mail sent'],
  ['14:22 yesterday we rolled back', '2026-05-29T14:22:00 | we rolled back'],
  ['11:30pm PDT yesterday, all quiet', '2026-05-30T06:30:00 | all quiet'],
  ['on Monday at 14:22 first reports', '2026-05-25T14:22:00 | first reports'],
  ['Fri 9am follow-up', '2026-05-29T09:00:00 | follow-up'],
  ['noon, traffic peaked', '2026-05-27T12:00:00 | traffic peaked'],
  ['yesterday at noon x', '2026-05-29T12:00:00 | x'],
  ['1422Z alert', '2026-05-27T14:22:00 | alert'],
  ['half an hour later all quiet', '2026-05-27T15:00:00 | all quiet'],
  ['an hour later, all quiet', '2026-05-27T15:30:00 | all quiet'],
  ['a minute and a half later x', '2026-05-27T14:31:30 | x'],
  ['ten minutes later x', '2026-05-27T14:40:00 | x'],
  ['around 14:05 latency rose', '2026-05-27T14:05:00 | around 14:05 latency rose'],
  ['~2pm PST: traffic rose', '2026-05-27T22:00:00 | ~2pm PST: traffic rose'],
  ['14:22 alert fired', '2026-05-27T14:22:00 | alert fired'],
  ['+5m fixed', '2026-05-27T14:35:00 | fixed'],
  ['about 50 users complained', 'time/none'],
  ['at 3 of 4 zones', 'time/none'],
  ['today we learned', 'time/none'],
  ['Monday was quiet', 'time/none'],
  ['nobody later', 'time/none'],
  ['at 25:10 x', 'time/impossible'],
])('[D7] reads %j as it is said', (text, expected) => {
  expect(read(text, { today: Date.parse('2026-05-30T10:00:00Z') }, readSpokenTime)).toBe(expected)
})

it('[D7] without a today, yesterday is nobody’s day', () => {
  expect(read('yesterday 9am rolled back', {}, readSpokenTime)).toBe('time/none')
})

it('[D7] a time without a zone is read in the zone that the reader chose', () => {
  expect(read('14:22', { timeZone: 'America/New_York' })).toBe('2026-05-27T18:22:00')
  expect(read('2026-12-01 14:22', { timeZone: 'America/New_York' })).toBe('2026-12-01T19:22:00')
  expect(read('14:22', { timeZone: 'Mars/Olympus' })).toBe('time/zone')
})

it('[D7] shortly after midnight belongs to the day after an incident that began in the evening', () => {
  const reference = Date.parse('2026-05-27T23:50:00Z')
  expect(read('00:10', { reference })).toBe('2026-05-28T00:10:00')
  expect(read('09:10', { reference })).toBe('2026-05-27T09:10:00')
})

it('[D7] reading never throws, and takes no longer for hostile lines', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      readTime(text, context)
      readSpokenTime(text, context)
    }),
  )
  const started = performance.now()
  for (const text of ['+1m'.repeat(20_000), '1 min '.repeat(20_000), '1 '.repeat(40_000), '-'.repeat(80_000)])
    readSpokenTime(text, context)
  expect(performance.now() - started).toBeLessThan(500)
})

const rows = (text: string): string[] =>
  parseTimelineLines(text, { ...context, newId: counter() }).rows.map(
    row => `${row.at.slice(0, 16)} ${row.kind}: ${row.text}`,
  )

it('a pasted list becomes rows, and goes on with the row above', () => {
  expect(
    rows(
      '- 14:22 Alert: errors\n- 14:24 @bob acknowledged\n  and opened INC-1\n\n23:59 quiet\n00:10 closed for today',
    ),
  ).toEqual([
    '2026-05-27T14:22 detect: Alert: errors',
    '2026-05-27T14:24 escalate: @bob acknowledged and opened INC-1',
    '2026-05-27T23:59 note: quiet',
    '2026-05-28T00:10 note: closed for today',
  ])
})

it('a pasted spreadsheet or table becomes rows', () => {
  const expected = ['2026-05-27T14:22 detect: Alert bob', '2026-05-27T14:32 mitigate: Rollback alice']
  expect(rows('Time\tEvent\tWho\n2026-05-27\t14:22\tAlert\tbob\n2026-05-27\t14:32\tRollback\talice')).toEqual(
    expected,
  )
  expect(
    rows('| Time | Event | Who |\n|---|---|---|\n| 14:22 | Alert | bob |\n| 14:32 | Rollback | alice |'),
  ).toEqual(expected)
})

it('a row of a table whose time nobody can read stays a row', () => {
  expect(
    rows('Time\tEvent\n14:50\tQueue drained\nnobody knows when\tDashboard fixed\n15:01\tAll clear\nand more'),
  ).toEqual([
    '2026-05-27T14:50 mitigate: Queue drained',
    ' note: nobody knows when — Dashboard fixed',
    '2026-05-27T15:01 resolve: All clear and more',
  ])
})

it('a pasted chat becomes one row a message', () => {
  expect(rows('bob  [2:24 PM]\nI am looking\nat the pool\nalice  2:26 PM\nSEV2 declared')).toEqual([
    '2026-05-27T14:24 note: bob: I am looking at the pool',
    '2026-05-27T14:26 escalate: alice: SEV2 declared',
  ])
})

it('[D7] a chat copied on the day after says yesterday', () => {
  const today = Date.parse('2026-05-28T09:00:00Z')
  const chat = 'bob  Yesterday at 2:24 PM\nI am looking\nalice  Today at 8:10 AM\nAll quiet'
  const { rows: said } = parseTimelineLines(chat, { ...context, today, newId: counter() })
  expect(said.map(({ at, text, source }) => [at, text, source.type])).toEqual([
    ['2026-05-27T14:24:00Z', 'bob: I am looking', 'chat'],
    ['2026-05-28T08:10:00Z', 'alice: All quiet', 'chat'],
  ])
})

it('a line that is a day sets the day of the lines below', () => {
  expect(rows('2026-05-28\n09:00 checked again')).toEqual(['2026-05-28T09:00 note: checked again'])
})

it('lines without a time are kept, and the report says so', () => {
  const { rows: kept, report } = parseTimelineLines('nobody knows when\n14:22 alert', {
    ...context,
    newId: counter(),
  })
  expect(kept.map(row => [row.precision, row.text])).toEqual([
    ['unknown', 'nobody knows when'],
    ['minute', 'alert'],
  ])
  expect(report.notes).toEqual(['1 line has no time that could be read.'])
})

it.each([
  ['2026-06-03', '2026-06-03'],
  ['next Friday', '2026-06-05'],
  ['tomorrow', '2026-05-28'],
  ['in two weeks', '2026-06-10'],
  ['June 13', '2026-06-13'],
  ['by 13 June 2026', '2026-06-13'],
  ['Friday', '2026-05-29'],
  ['end of June', '2026-06-30'],
  ['by the end of the week', '2026-05-29'],
  ['end of next week', '2026-06-05'],
  ['EOM', '2026-05-31'],
  ['next week', '2026-06-03'],
  ['2026-06-31', 'due/unclear'],
  ['last Friday', 'due/unclear'],
  ['20:00', 'due/unclear'],
  ['Friday or Monday', 'due/unclear'],
  ['ASAP', 'due/unclear'],
  ['next sprint', 'due/unclear'],
  ['', 'due/unclear'],
])('a due date such as %j is read against today', (text, expected) => {
  const result = readDueDate(text, '2026-05-27')
  expect(result.ok ? result.value : result.error.code).toBe(expected)
})
