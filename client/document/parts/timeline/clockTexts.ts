import { isoDay } from '../../../../shared/base/time.ts'

/** How instants are written in the document: UTC first, the viewer's own time beside it (D7). */

const formats = new Map<string, Intl.DateTimeFormat>()

function format(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', options)
  formats.set(key, made)
  return made
}

/** The viewer's own IANA zone. */
export function localZone(): string {
  viewersZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone
  return viewersZone
}
let viewersZone: string | undefined

/** `14:22` in a zone; '' when there is no instant. */
export function clockTime(at: string, timeZone = 'UTC'): string {
  const ms = Date.parse(at)
  if (Number.isNaN(ms)) return ''
  return format(`clock ${timeZone}`, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(ms)
}

/** `Wed 27 May 2026` in a zone; '' when there is no instant. */
export function dayText(at: string, timeZone = 'UTC'): string {
  const ms = Date.parse(at)
  if (Number.isNaN(ms)) return ''
  const options = { timeZone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
  return format(`day ${timeZone}`, options).format(ms).replace(',', '')
}

/** `27 May 2026` in UTC; '' when there is no instant. */
export const shortDay = (at: string): string => dayText(at).replace(/^\S+ /, '')

/** The viewer's own time of an instant, with the day's shift if it falls on another one; '' where it is UTC's. */
export function localTime(at: string, timeZone: string): string {
  const local = clockTime(at, timeZone)
  if (local === '' || (local === clockTime(at) && dayText(at) === dayText(at, timeZone))) return ''
  const shift = dayNumber(at, timeZone) - dayNumber(at, 'UTC')
  return shift === 0 ? local : `${local} ${shift > 0 ? '+' : '−'}1`
}

/** The calendar day in UTC, `2026-05-27`; '' when there is no instant. */
export function utcDay(at: string): string {
  const ms = Date.parse(at)
  if (Number.isNaN(ms)) return ''
  return at[10] === 'T' && at.endsWith('Z') ? at.slice(0, 10) : isoDay(ms)
}

/** `1 h 5 min`, `37 min`, `2 d 3 h`. */
export function durationText(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  const days = Math.floor(hours / 24)
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`
}

/** Days since the epoch of the calendar day that a zone shows. */
function dayNumber(at: string, timeZone: string): number {
  return Date.parse(isoDays(timeZone).format(Date.parse(at))) / 86_400_000
}

/** The Swedish locale writes days as ISO 8601 does. */
function isoDays(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(`iso ${timeZone}`)
  const made = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone })
  formats.set(`iso ${timeZone}`, made)
  return made
}
