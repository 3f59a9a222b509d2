import { MINUTE } from '../base/time.ts'

const SECONDS_FORM = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)Z$/

/** An instant for readers: `2026-05-27 14:22 UTC`, with seconds when it has some; another form stays as it is. */
export function writeInstant(at: string): string {
  const parts = partsOf(at)
  return parts ? `${parts.day} ${parts.time} UTC` : at
}

/** The day and the time of day of a stored instant, seconds only when there are some; null for another form. */
export function partsOf(at: string): { day: string; time: string } | null {
  const match = SECONDS_FORM.exec(at)
  if (!match) return null
  const [, day = '', time = '', seconds = ''] = match
  return { day, time: seconds === ':00' ? time : `${time}${seconds}` }
}

/** Reads what {@link writeInstant} wrote; null for anything else. */
export function readInstant(text: string): string | null {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)(:\d\d)? UTC$/.exec(text)
  if (match) return `${match[1]}T${match[2]}${match[3] ?? ':00'}Z`
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? text : null
}

/** A span in words: `20 minutes`, `1 hour 5 minutes`, `2 days 3 hours`. */
export function writeDuration(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / MINUTE))
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  const parts = [count(days, 'day'), count(hours, 'hour'), days > 0 ? '' : count(rest, 'minute')].filter(
    Boolean,
  )
  return parts.join(' ') || '0 minutes'
}

const count = (value: number, unit: string): string =>
  value === 0 ? '' : `${value} ${unit}${value === 1 ? '' : 's'}`
