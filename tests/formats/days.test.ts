import { expect, it } from 'vitest'
import { findDay } from '../../shared/formats/time/days.ts'

const dayIn = (text: string): string | null => {
  const found = findDay(text, 2026)
  return found && new Date(found.wall).toISOString().slice(0, 10)
}

it.each([
  ['3 May', '2026-05-03'],
  ['Sept 3rd', '2026-09-03'],
  ['3. Mai 2025', '2025-05-03'],
  ['12. März 2026', '2026-03-12'],
  ['9 févr. 2026', '2026-02-09'],
  ['14 juillet 2026', '2026-07-14'],
  ['1. Okt. 2026', '2026-10-01'],
  ['5/27/2026', '2026-05-27'],
  ['27/05/2026', '2026-05-27'],
  ['27-05-2026', '2026-05-27'],
])('%s is %s', (text, day) => {
  expect(dayIn(text)).toBe(day)
})

it.each([
  '3 main nodes fail',
  '2 mails bounce',
  '5 maintenance windows',
  '4 marked hosts',
  '7 decided to wait',
  '3 juniors',
  '05/06/2026',
  '6-5-2026',
])('%s names no day', text => {
  expect(dayIn(text)).toBeNull()
})
