import { expect, it } from 'vitest'
import { instantOf } from '../../shared/formats/time/zones.ts'

const wall = (text: string): number => Date.parse(`${text}Z`)
const read = (text: string, zone: string): string =>
  new Date(instantOf(wall(text), zone) ?? Number.NaN).toISOString().slice(0, 16)

it.each([
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30'],
  ['2026-10-25T01:30', 'Europe/London', '2026-10-25T00:30'],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30'],
  ['2026-04-05T02:30', 'Australia/Melbourne', '2026-04-04T15:30'],
])('[D7] an hour that comes twice, %s in %s, is the first of the two', (text, zone, instant) => {
  expect(read(text, zone)).toBe(instant)
})

it.each([
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30'],
  ['2026-03-29T01:30', 'Europe/London', '2026-03-29T01:30'],
  ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30'],
  ['2026-10-04T02:30', 'Australia/Melbourne', '2026-10-03T16:30'],
])('[D7] an hour that is skipped, %s in %s, goes on from the clock before', (text, zone, instant) => {
  expect(read(text, zone)).toBe(instant)
})

it.each([
  ['2026-05-27T00:30', 'Pacific/Pago_Pago', '2026-05-27T11:30'],
  ['2026-05-27T23:30', 'Pacific/Kiritimati', '2026-05-27T09:30'],
  ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00'],
  ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00'],
  ['2026-10-25T01:59', 'Europe/Berlin', '2026-10-24T23:59'],
])('[D7] %s in %s is one instant', (text, zone, instant) => {
  expect(read(text, zone)).toBe(instant)
})
