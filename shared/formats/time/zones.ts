import { tzOffset } from '@date-fns/tz'
import { entryOf } from '../../base/lookup.ts'
import { DAY, HOUR, MINUTE } from '../../base/time.ts'

/** Hours ahead of UTC of the abbreviations that reports use; where one means two zones, the commoner in reports. */
const HOURS: Readonly<Record<string, number>> = {
  ...{
    UTC: 0,
    GMT: 0,
    Z: 0,
    WET: 0,
    WEST: 1,
    BST: 1,
    CET: 1,
    CEST: 2,
    MEZ: 1,
    MESZ: 2,
    EET: 2,
    EEST: 3,
    MSK: 3,
  },
  ...{ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, AKST: -9, AKDT: -8, HST: -10 },
  ...{ SAST: 2, WAT: 1, CAT: 2, EAT: 3, TRT: 3, PKT: 5, ICT: 7, WIB: 7, PHT: 8, MYT: 8 },
  ...{ BRT: -3, ART: -3, CLT: -4, CLST: -3, COT: -5, PET: -5, NST: -3.5, NDT: -2.5, ADT: -3 },
  ...{ IST: 5.5, SGT: 8, HKT: 8, AWST: 8, JST: 9, KST: 9, ACST: 9.5, AEST: 10, AEDT: 11, NZST: 12, NZDT: 13 },
}

/** Names that follow summer time. */
const PLACES: Readonly<Record<string, string>> = {
  ET: 'America/New_York',
  CT: 'America/Chicago',
  MT: 'America/Denver',
  PT: 'America/Los_Angeles',
}

/** Matches a zone at the start of a text: an abbreviation, an offset such as +02:00, or an IANA name. */
export const ZONE = new RegExp(
  `^(?:(?:(?:UTC|GMT)[+-]\\d{1,2}(?::?\\d{2})?|[+-]\\d{2}:?\\d{2})(?![\\d:.-])|[A-Z][A-Za-z]+\\/[A-Z][A-Za-z_]+(?:\\/[A-Z][A-Za-z_]+)?|(?:${[...Object.keys(HOURS), ...Object.keys(PLACES)].join('|')})(?![\\w/]))`,
)

/** How far a zone is ahead of UTC at an instant, in ms; null for a zone that nobody knows. '' is UTC. */
function offsetAt(zone: string, instant: number): number | null {
  const hours = zone === '' ? 0 : entryOf(HOURS, zone)
  if (hours !== undefined) return hours * HOUR
  const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone)
  if (offset) {
    const ms = Number(offset[2]) * HOUR + Number(offset[3] ?? 0) * MINUTE
    return offset[1] === '-' ? -ms : ms
  }
  // The library looks names up in a plain object, where `constructor` is found as well.
  if (!/^[A-Z]|\//.test(zone)) return null
  const minutes = tzOffset(entryOf(PLACES, zone) ?? zone, new Date(instant))
  return Number.isNaN(minutes) ? null : minutes * MINUTE
}

/**
 * The instant at which clocks in `zone` show `wall` (a wall time written as if it were UTC); null for no such zone. An
 * hour that comes twice at the end of summer time is the first of the two, and one that is skipped goes on from the
 * clock before, everywhere alike and as browsers read it.
 */
export function instantOf(wall: number, zone: string): number | null {
  const before = offsetAt(zone, wall - DAY)
  const after = offsetAt(zone, wall + DAY)
  if (before === null || after === null) return null
  const holds = (offset: number): boolean => offsetAt(zone, wall - offset) === offset
  return wall - (before === after || holds(before) || !holds(after) ? before : after)
}

/** What clocks in `zone` show at an instant, written as if it were UTC. */
export const wallOf = (instant: number, zone: string): number => instant + (offsetAt(zone, instant) ?? 0)

/** True when an abbreviation names winter time and the instant falls into the summer of the places that use it. */
export function isWinterNameInSummer(zone: string, instant: number): boolean {
  const place = {
    CET: 'Europe/Berlin',
    EET: 'Europe/Helsinki',
    PST: 'America/Los_Angeles',
    EST: 'America/New_York',
  }[zone]
  return place !== undefined && offsetAt(place, instant) !== offsetAt(zone, instant)
}
