import { entryOf } from '../../base/lookup.ts'
import { ok, type Result } from '../../base/result.ts'
import { DAY, HOUR, isoDay, MINUTE, SECOND } from '../../base/time.ts'
import { type ReadTime, readTime, type TimeContext } from './readTime.ts'

/** What a time is read against that somebody says rather than writes. */
export interface SpokenContext extends TimeContext {
  /** Now, in ms: what `yesterday` counts from. Left out where the words are not of today. */
  readonly today?: number
}

const CLOCK = '(?:\\d{1,2}[:.]\\d{2}|\\d{1,2} ?[ap]\\.?m\\b|noon\\b|midnight\\b)'
const DAYS_FROM_TODAY: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 }
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const NUMBERS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(' ')
const COUNTS: ReadonlyMap<string, number> = new Map([
  ...NUMBERS.map((word, count) => [word, count] as const),
  ['a', 1],
  ['an', 1],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['forty-five', 45],
])

const AT = /^at +/i
const ROUGHLY = new RegExp(
  `^(?:at +)?(?:around|about|roughly|approximately|approx\\.?|circa|ca\\.?|~) *(?=${CLOCK})`,
  'i',
)
const DAY_FIRST = new RegExp(`^(?:on +)?(\\w+),?(?: +at)? +(?=${CLOCK})`, 'i')
const DAY_LAST = /^,? *(?:on +)?(yesterday|today|tomorrow)\b,? */i
const NAMED_HOUR = /^((?:\d{4}-\d{2}-\d{2} )?)(noon|midnight)\b/i
const MILITARY = /^([01]\d|2[0-3])([0-5]\d) ?(?=Z\b|UTC\b|GMT\b)/i
/** Four figures are a time where they begin with nought: `1500 requests` is none, and neither is `2026`. */
const FOUR_FIGURES = /^(0\d)([0-5]\d)(?=(?:h|hrs|hours)?[ :,–-]+\p{L})(?:h|hrs|hours)?\b/u
/** Behind the line, where nothing else says when: `… at 13:25`, `… (15:32)`. */
const TIME_LAST =
  /^(.*[^\s,–—-])(?:\s+(?:at|@)\s+|\s*,\s*|\s+[–—-]\s+|\s+(?=\d\d:))(\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{1,4})?)[.]?$/i
const TIME_LAST_IN_BRACKETS =
  /^(.*\S)\s*[([](\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{1,4})?)[)\]][.]?$/i
const DOTTED = /^(\d{1,2})\.(\d{2})(?=\s|,|$)/
/** Dots that only a time of day has: `2.22pm`, `14.35 Uhr`, `07.22h`. */
const DOTTED_CLOCK = /^(\d{1,2})\.(\d{2})(?= ?(?:[ap]\.?m\b|Uhr\b|h\b))/i
/** What stands behind a time and says nothing: `13:03h`, `14:35 Uhr`. */
const HOUR_SIGN = /^(\d{1,2}:\d{2})(?:h| ?Uhr)\b/
/** What stands before a time and says nothing: a picture, `um`, `à`, `a las`, `T`. */
const BEFORE =
  /^(?:(?:\p{Extended_Pictographic}|\ufe0f)+\s*|(?:um|gegen|à|a las|alle|kl\.?)\s+(?=\d)|T ?(?=\d{2}:\d{2}))/iu
const IN_TICKS = /^`([^`]{4,25})`/
/** `14:22-15:05` is a stretch of time, whose later end is no offset from UTC; a date with a T before it is ISO 8601. */
const STRETCH = /^((?:\d{4}-\d{2}-\d{2} )?(\d{1,2}):(\d{2}) ?)[-](?= ?(\d{1,2}):(\d{2})(?![:\d]))/
const LATER =
  /^(half an?|[a-z-]{1,12}) (?:and a half )?(second|minute|min|hour|day)s?(?: and a half)?,? (?:later|afterwards?)\b[,:]? */i

/**
 * Reads the time at the start of a line as {@link readTime} does, and as people say it: `at 14:22`, `yesterday 9am`,
 * `Monday at 14:22`, `14:22 yesterday`, `at noon`, `1422Z`, `half an hour later`. A weekday is the one nearest to the
 * reference. `around 14:22` is read as well, and stays in the text: what was not exact must not seem so (D7).
 */
export function readSpokenTime(text: string, context: SpokenContext): Result<ReadTime> {
  const line = text.trimStart().replace(BEFORE, '').replace(IN_TICKS, '$1')
  const rough = ROUGHLY.exec(line)
  if (rough) {
    const read = readTime(written(line.slice(rough[0].length), context), context)
    return read.ok ? ok({ ...read.value, rest: line.trimEnd() }) : read
  }
  // `at 10.35` is a time; `10.35` alone may be anything.
  const plain = written(AT.test(line) ? line.replace(AT, '').replace(DOTTED, '$1:$2') : line, context)
  const read = readTime(plain, context)
  return read.ok && !read.value.hasDay ? withDayBehind(plain, read.value, context) : read
}

/**
 * The time at the end of a line that has none at its start: `The broker is restarted at 13:25`, `Back to normal (15:32)`.
 * Null when there is none; `rest` is the line without it.
 */
export function readTrailingTime(text: string, context: SpokenContext): ReadTime | null {
  const line = text.trim().slice(0, LONGEST_LINE)
  const found = TIME_LAST.exec(line) ?? TIME_LAST_IN_BRACKETS.exec(line)
  const read = found ? readTime(written(found[2] ?? '', context), context) : null
  return found && read?.ok && read.value.rest.trim() === '' ? { ...read.value, rest: found[1] ?? '' } : null
}

/** A longer text is no line with a time behind it. */
const LONGEST_LINE = 300

/** A line whose time is said, with the time as {@link readTime} knows it. */
function written(line: string, context: SpokenContext): string {
  return laterWritten(dayWritten(line, context))
    .replace(NAMED_HOUR, (_, day, hour) => `${day}${hour.toLowerCase() === 'noon' ? '12:00' : '00:00'}`)
    .replace(MILITARY, '$1:$2 ')
    .replace(DOTTED_CLOCK, '$1:$2')
    .replace(HOUR_SIGN, '$1')
    .replace(STRETCH, (all, before, ...[hour, minute, lastHour, lastMinute]) =>
      Number(hour) * 60 + Number(minute) < Number(lastHour) * 60 + Number(lastMinute) ? `${before}–` : all,
    )
    .replace(FOUR_FIGURES, '$1:$2')
}

function dayWritten(line: string, context: SpokenContext): string {
  const match = DAY_FIRST.exec(line)
  const day = match && dayNamed(match[1] ?? '', context)
  return match && day !== null ? `${day} ${line.slice(match[0].length)}` : line
}

/** The calendar day that a word names, or null. */
function dayNamed(word: string, { reference, today }: SpokenContext): string | null {
  const name = word.toLowerCase()
  const away = entryOf(DAYS_FROM_TODAY, name)
  if (away !== undefined) return today === undefined ? null : isoDay(today + away * DAY)
  if (!/^(?:sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs|ur)?(?:day)?$/.test(name)) return null
  const ahead = (WEEKDAYS.indexOf(name.slice(0, 3)) - new Date(reference).getUTCDay() + 7) % 7
  return isoDay(reference + (ahead > 3 ? ahead - 7 : ahead) * DAY)
}

/** `14:22 yesterday` is of yesterday. */
function withDayBehind(line: string, read: ReadTime, context: SpokenContext): Result<ReadTime> {
  const behind = DAY_LAST.exec(read.rest)
  const day = behind && dayNamed(behind[1] ?? '', context)
  if (!behind || day === null) return ok(read)
  const time = line.trimEnd().slice(0, -read.rest.length)
  const again = readTime(`${day} ${time} ${read.rest.slice(behind[0].length)}`, context)
  return again.ok && again.value.precision === 'minute' ? again : ok(read)
}

/** `half an hour later` is `+1800s`. */
function laterWritten(line: string): string {
  const match = LATER.exec(line)
  if (!match) return line
  const [all, count = '', unit = ''] = match
  const whole = /^half/i.test(count) ? 0.5 : COUNTS.get(count.toLowerCase())
  if (whole === undefined) return line
  const amount = whole + (/ and a half\b/i.test(all) ? 0.5 : 0)
  const seconds = (amount * (UNITS[unit.toLowerCase()] ?? MINUTE)) / SECOND
  return `+${Math.round(seconds)}s ${line.slice(all.length)}`
}

const UNITS: Readonly<Record<string, number>> = {
  second: SECOND,
  minute: MINUTE,
  min: MINUTE,
  hour: HOUR,
  day: DAY,
}
