import { expect, it } from 'vitest'
import { localDay } from '../../client/hooks/localDay.ts'
import { readDueDate } from '../../shared/formats/time/dueDate.ts'

it.each([
  ['2026-05-28T10:30:00Z', 'Pacific/Pago_Pago', '2026-05-27', '2026-05-28'],
  ['2026-05-28T10:30:00Z', 'Pacific/Kiritimati', '2026-05-29', '2026-05-30'],
  ['2026-05-28T15:00:00Z', 'Australia/Melbourne', '2026-05-29', '2026-05-30'],
  // Both changes of summer time in London: the hour before and after.
  ['2026-03-28T23:30:00Z', 'Europe/London', '2026-03-28', '2026-03-29'],
  ['2026-03-29T23:30:00Z', 'Europe/London', '2026-03-30', '2026-03-31'],
  ['2026-10-24T23:30:00Z', 'Europe/London', '2026-10-25', '2026-10-26'],
  ['2026-10-25T23:30:00Z', 'Europe/London', '2026-10-25', '2026-10-26'],
])('at %s in %s today is %s, and tomorrow %s', (instant, zone, today, tomorrow) => {
  const day = localDay(Date.parse(instant), zone)
  expect(day).toBe(today)
  expect(readDueDate('tomorrow', day)).toMatchObject({ ok: true, value: tomorrow })
  expect(readDueDate('today', day)).toMatchObject({ ok: true, value: today })
})
