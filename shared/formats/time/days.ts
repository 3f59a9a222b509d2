/** The months in English, German, French and Spanish, whole or as they are shortened; `mails` and `marked` are none of them. */
const MONTHS = [
  'jan(?:uary|uar|vier|v)?|enero',
  'feb(?:ruary|ruar|rero)?|févr?(?:ier)?',
  'mar(?:ch|s|zo)?|märz?',
  'apr(?:il)?|avr(?:il)?|abril',
  'mayo?|mai',
  'june?|juni|juin|junio',
  'july?|juli|juil(?:let)?|julio',
  'aug(?:ust)?|août|agosto',
  'sept?(?:ember|embre|iembre)?',
  'oct(?:ober|obre|ubre)?|okt(?:ober)?',
  'nov(?:ember|embre|iembre)?',
  'dec(?:ember)?|dez(?:ember)?|déc(?:embre)?|diciembre',
] as const
const NAMES = MONTHS.map(names => new RegExp(`^(?:${names})$`, 'i'))
const MONTH = `(?<month>${MONTHS.join('|')})(?![a-zà-ÿ])\\.?`
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'
/** A day that can be no month. */
const CERTAIN = '(?<day>1[3-9]|2\\d|3[01])'
const YEAR = '(?<year>(?:19|20)\\d{2})'
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? +)?'

const FORMS = [
  `${YEAR}-(?<digits>\\d{2})-(?<day>\\d{2})(?!\\d)`,
  `${YEAR}/(?<digits>\\d{1,2})/(?<day>\\d{1,2})(?!\\d)`,
  `(?<day>\\d{1,2})\\.(?<digits>\\d{1,2})\\.${YEAR}`,
  // Of two figures with strokes or dashes only one can be the day when it is above twelve; others are not read.
  `(?<digits>0?[1-9]|1[0-2])(?<mark>[/-])${CERTAIN}\\k<mark>${YEAR}(?!\\d)`,
  `${CERTAIN}(?<mark>[/-])(?<digits>0?[1-9]|1[0-2])\\k<mark>${YEAR}(?!\\d)`,
  `${WEEKDAY}${MONTH} +${DAY}(?:,? +${YEAR}(?!\\d))?`,
  `${WEEKDAY}${DAY}\\.? +(?:of +|de +)?${MONTH}(?:,? +(?:de +)?${YEAR}(?!\\d))?`,
  `${DAY}(?<mark>[/-])${MONTH}\\k<mark>(?<year>(?:20)?\\d{2})(?!\\d)`,
].map(form => new RegExp(`(?<![\\w-])${form}(?!\\w*-\\d)`, 'i'))

/** A calendar day found in a text, and where it stands. */
export interface FoundDay {
  /** Midnight of the day, as if it were UTC. */
  readonly wall: number
  readonly start: number
  readonly end: number
}

/** The first calendar day in a text, in the forms reports use; a day without a year is of `year`, or not read. */
export function findDay(text: string, year: number | null): FoundDay | null {
  const found = FORMS.flatMap(form => {
    const match = form.exec(text)
    const wall = match?.groups ? dayOf(match.groups, year) : null
    return match && wall !== null ? [{ wall, start: match.index, end: match.index + match[0].length }] : []
  })
  return found.sort((a, b) => a.start - b.start || b.end - a.end)[0] ?? null
}

function dayOf(
  groups: Readonly<Record<string, string | undefined>>,
  otherwise: number | null,
): number | null {
  const stated = Number(groups.year)
  const year = groups.year ? (stated < 100 ? 2000 + stated : stated) : otherwise
  const month = groups.digits
    ? Number(groups.digits) - 1
    : NAMES.findIndex(name => name.test(groups.month ?? ''))
  const day = Number(groups.day)
  if (year === null) return null
  const wall = Date.UTC(year, month, day)
  const date = new Date(wall)
  return date.getUTCMonth() === month && date.getUTCDate() === day ? wall : null
}
