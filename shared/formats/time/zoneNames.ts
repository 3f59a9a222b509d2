import { ZONE } from './zones.ts'

/**
 * The zone that words such as `British Summer Time`, `Toronto time (America/Toronto)` or `EDT, UTC-4` name, as an IANA
 * name, an abbreviation or an offset that `instantOf` takes; '' when they name none. An IANA name goes before an
 * abbreviation or offset, and both before a name in words.
 */
export function zoneNamedIn(words: string): string {
  const parts = words
    .slice(0, MOST_WORDS)
    .split(/[\s(),;]+/)
    .map(word => word.replace(/^[*_`]+|[.:*_`]+$/g, ''))
    .filter(word => word !== '' && ZONE.exec(word)?.[0] === word)
  const small = /(?<![\p{L}\d])(?:utc|gmt|bst|cest|cet|pst|pdt|mdt|cdt|edt|sast|jst|aest)(?![\p{L}\d])/u.exec(
    words,
  )?.[0]
  return (
    parts.find(word => word.includes('/')) ??
    parts[0] ??
    small?.toUpperCase() ??
    longName(words.slice(0, MOST_WORDS))
  )
}

const MOST_WORDS = 120

/** The zone of a name that ends in `time`: the longest that is known, then a city. */
function longName(words: string): string {
  const name = /(?:[\p{L}\p{M}&.’-]+ ){1,5}(?=time\b)/iu.exec(words)?.[0].trim().toLowerCase()
  if (!name) return ''
  const before = name.split(' ')
  for (let from = 0; from < before.length; from++) {
    const rest = before.slice(from).join(' ')
    const zone = zonesByName().get(`${rest} time`) ?? zonesByName().get(rest)
    if (zone) return zone
  }
  return ''
}

let known: ReadonlyMap<string, string> | null = null

/**
 * IANA zones by their English names in CLDR (`east africa time`) and by their cities (`toronto`), in lower case. The names of
 * summer and winter time both stand for the zone, which knows when each holds. Built when first asked for.
 */
function zonesByName(): ReadonlyMap<string, string> {
  if (known) return known
  const zones = new Map(MOST_MEANT)
  for (const timeZone of Intl.supportedValuesOf('timeZone')) {
    const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ').toLowerCase() ?? ''
    if (!zones.has(city)) zones.set(city, timeZone)
    for (const style of ['longGeneric', 'long'] as const) {
      const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: style })
      for (const instant of [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)]) {
        const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value
        if (name && !zones.has(name.toLowerCase())) zones.set(name.toLowerCase(), timeZone)
      }
    }
  }
  known = zones
  return known
}

/** Where several zones share a name, the one that people mean; and names that CLDR does not have. */
const MOST_MEANT: readonly (readonly [string, string])[] = [
  ['eastern time', 'America/New_York'],
  ['eastern standard time', 'America/New_York'],
  ['eastern daylight time', 'America/New_York'],
  ['central standard time', 'America/Chicago'],
  ['mountain time', 'America/Denver'],
  ['mountain standard time', 'America/Denver'],
  ['mountain daylight time', 'America/Denver'],
  ['central european time', 'Europe/Berlin'],
  ['central european standard time', 'Europe/Berlin'],
  ['central european summer time', 'Europe/Berlin'],
  ['eastern european time', 'Europe/Helsinki'],
  ['eastern european standard time', 'Europe/Helsinki'],
  ['eastern european summer time', 'Europe/Helsinki'],
  ['uk time', 'Europe/London'],
  ['greenwich mean time', 'GMT'],
]
