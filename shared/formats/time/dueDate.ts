import { casual } from 'chrono-node'
import { ok, type Result, refuse } from '../../base/result.ts'

/** Days that people name by a word which the reader of dates does not know. */
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/^(the )?end of (the |this )?week$|^eow$/i, 'Friday'],
  [/^(the )?end of next week$/i, 'Friday next week'],
  [/^eom$/i, 'end of the month'],
  [/^(eod|(the )?end of (the )?day)$/i, 'today'],
]
const DAY_PARTS = ['day', 'weekday', 'month'] as const
/** Words of a day that is over; read forwards they would mean another one. */
const BEFORE = /\b(last|previous|past|ago)\b/i

/**
 * Reads a due date such as `2026-06-03`, `3 June`, `next Friday` or `in two weeks`, as a day `YYYY-MM-DD`; `today` is
 * such a day too. A month that is past this year means next year's. Vague dates (`ASAP`, `next sprint`), days that no
 * calendar has, and times without a day are refused.
 */
export function readDueDate(text: string, today: string): Result<string> {
  const typed = text.trim()
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) return isDay(typed) ? ok(typed) : unclear(typed)
  const words = typed.replace(/^(by|until|due|on|before)\s+/i, '')
  const named = NAMED.find(([sign]) => sign.test(words))?.[1] ?? words
  // With dots the day comes first, in every country that writes dots.
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(words)
  if (dotted) {
    const [, dayOf = '', monthOf = '', yearOf = ''] = dotted
    const written = `${yearOf}-${monthOf.padStart(2, '0')}-${dayOf.padStart(2, '0')}`
    return isDay(written) ? ok(written) : unclear(typed)
  }
  const dayAndMonth = /^(\d{1,2})\.(\d{1,2})\.$/.exec(words)
  if (dayAndMonth) return nextDay(Number(dayAndMonth[1]), Number(dayAndMonth[2]), today) ?? unclear(typed)
  // Noon of a zone-free day: no zone moves it to another.
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const reference = new Date(year, month - 1, day, 12)
  const [found, ...others] = casual.parse(named, reference, { forwardDate: true })
  if (
    !found ||
    others.length > 0 ||
    !DAY_PARTS.some(part => found.start.isCertain(part)) ||
    BEFORE.test(named) ||
    found.text.length < named.length - 1
  ) {
    return unclear(typed)
  }
  const { start } = found
  const parts = [start.get('year'), start.get('month'), start.get('day')]
  return ok(parts.map((part, index) => String(part ?? 0).padStart(index === 0 ? 4 : 2, '0')).join('-'))
}

/** The next day of this figure and month from `today` on; null when no calendar has it. */
function nextDay(day: number, month: number, today: string): Result<string> | null {
  for (const year of [Number(today.slice(0, 4)), Number(today.slice(0, 4)) + 1]) {
    const written = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    if (written >= today && isDay(written)) return ok(written)
  }
  return null
}

const unclear = (typed: string): Result<string> =>
  refuse(
    'due/unclear',
    `“${typed}” is no day that a calendar knows. Write one such as 2026-06-03 or next Friday.`,
  )

const isDay = (day: string): boolean => {
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}
