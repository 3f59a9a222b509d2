import { ok, type Refusal, type Result, refuse } from '../../base/result.ts'
import { DAY, HOUR, isoSecond, MINUTE, SECOND } from '../../base/time.ts'
import type { Precision } from '../../document/postmortem.ts'
import { findDay } from './days.ts'
import { instantOf, wallOf, ZONE } from './zones.ts'

/** What a time is read against. */
export interface TimeContext {
  /** An instant of the incident, in ms: a time without a day is of its day. */
  readonly reference: number
  /** The zone of times that name none: IANA, abbreviation or offset; '' is UTC. */
  readonly timeZone: string
  /** The row before, in ms: what `+5m` counts from, the reference when left out. */
  readonly previous?: number
}

/** A time read from the start of a text. */
export interface ReadTime {
  /** ISO 8601 in UTC, to the second. */
  readonly at: string
  readonly precision: Exclude<Precision, 'unknown'>
  /** What follows the time, without the dash or colon between. */
  readonly rest: string
  /** The zone as it was written, or ''. */
  readonly zone: string
  /** False when the day was taken from the context. */
  readonly hasDay: boolean
}

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?!\d|:\d)\s*~?(?:\s*([ap])\.?m\b\.?)?/i
const DOTTED = /^(\d{1,2})\.(\d{2})(?!\d)()()/
/** `14h22`, as it is written in French. */
const WITH_H = /^(\d{1,2}) ?h ?(\d{2})()()(?![\w:])/
const HOUR_ONLY = /^(\d{1,2})()()\s*([ap])\.?m\b\.?/i
const AFTER_DAY = /^(?:T|,? +at +|,? *[-–—] *|,? +|[*_]+ *)/
const UNIT = '(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)'
const RELATIVE = new RegExp(
  `^(?:\\+ ?((?:\\d+ ?${UNIT} ?)+\\d*)(?!\\w)|((?:\\d+ ?${UNIT},? (?:and )?)+)(?:later|after)\\b)`,
  'i',
)

/**
 * Reads the time at the start of a line (D7): `14:22`, `2:22pm PST`, `2026-05-27 14:22 UTC`, `Sep 29 2017 08:59`,
 * ISO 8601, a day alone, `+5m` or `5 min later`. Anything else is refused with `time/none`, a time that no clock shows
 * with `time/impossible`.
 */
export function readTime(text: string, context: TimeContext): Result<ReadTime> {
  const line = text.trimStart().replace(/^(?:[[(]|\*\*|__)+\s*/, '')
  const relative = readRelative(line, context)
  if (relative) return ok(relative)
  const year = new Date(wallOf(context.reference, context.timeZone)).getUTCFullYear()
  const found = findDay(line, year)
  const day = found?.start === 0 ? found : null
  const afterDay = day ? line.slice(day.end).replace(AFTER_DAY, '') : line
  const clock =
    CLOCK.exec(afterDay) ??
    WITH_H.exec(afterDay) ??
    HOUR_ONLY.exec(afterDay) ??
    (day ? DOTTED.exec(afterDay) : null)
  if (!clock) return day ? ok(wholeDay(day.wall, line.slice(day.end))) : NONE
  const ofDay = timeOfDay(clock)
  if (ofDay === null)
    return refuse('time/impossible', `“${clock[0].trim()}” is no time of day. Write it as 14:22 or 2:22pm.`)
  const afterClock = afterDay.slice(clock[0].length)
  const zone = ZONE.exec(afterClock.replace(/^ *\(?/, ''))?.[0] ?? ''
  const rest = zone ? afterClock.slice(afterClock.indexOf(zone) + zone.length).replace(/^\)/, '') : afterClock
  const instant = instantIn(day?.wall ?? null, ofDay, zone || context.timeZone, context)
  if (instant === null)
    return refuse(
      'time/zone',
      `Nobody knows a time zone called “${zone || context.timeZone}”. Use UTC, CET or Europe/Berlin.`,
    )
  return ok({ at: isoSecond(instant), precision: 'minute', rest: trimRest(rest), zone, hasDay: day !== null })
}

const NONE: { readonly ok: false; readonly error: Refusal } = refuse(
  'time/none',
  'No time was found at the start of the line. Begin with one, such as 14:22 or +5m.',
)

const wholeDay = (wall: number, rest: string): ReadTime => ({
  at: isoSecond(wall),
  precision: 'day',
  rest: trimRest(rest),
  zone: '',
  hasDay: true,
})

function timeOfDay([, hours = '', minutes = '0', seconds = '0', half]: RegExpExecArray): number | null {
  const hour = Number(hours)
  if (half ? hour < 1 || hour > 12 : hour > 23) return null
  if (Number(minutes) > 59 || Number(seconds) > 59) return null
  const of24 = half ? (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour
  return of24 * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND
}

/** Without a day of its own, a time is of the incident's day; long before its start, it is after midnight. */
function instantIn(
  day: number | null,
  ofDay: number,
  zone: string,
  { reference }: TimeContext,
): number | null {
  if (day !== null) return instantOf(day + ofDay, zone)
  const today = Math.floor(wallOf(reference, zone) / DAY) * DAY
  const instant = instantOf(today + ofDay, zone)
  if (instant === null || instant > reference - 18 * HOUR) return instant
  return instantOf(today + DAY + ofDay, zone)
}

function readRelative(line: string, { reference, previous = reference }: TimeContext): ReadTime | null {
  const match = RELATIVE.exec(line)
  if (!match) return null
  const amount = [...(match[1] ?? match[2] ?? '').matchAll(/(\d+) ?([smhd]?)/gi)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit.toLowerCase()] ?? MINUTE),
    0,
  )
  const rest = trimRest(line.slice(match[0].length))
  return { at: isoSecond(previous + amount), precision: 'minute', rest, zone: '', hasDay: true }
}

const UNITS: Readonly<Record<string, number>> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY }

const trimRest = (rest: string): string =>
  rest
    .replace(/^[\])*_\s]+/, '')
    .replace(/^(?:[-–—:|,;•.]+(?=\s|[*_[("'`]|$))?[\s*_]*/, '')
    .trimEnd()
