import { MINUTE } from '../base/time.ts'

const NAMED_ZONE =
  /\b\d{1,2}(?::\d\d)?(?::\d\d)?\s?(?:am|pm)?\s?\(?(?:PST|PDT|PT|EST|EDT|ET|CST|CDT|MST|MDT|CET|CEST|BST|IST|WET|WEST|EET|EEST|MSK|JST|KST|SGT|HKT|AEST|AEDT|AWST|NZST|NZDT|(?:GMT|UTC)\s?[+-]\s?\d{1,2}(?::?\d\d)?)\b/
const OFFSET = /\b\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\s?[+-](?!00:?00)\d\d:?\d\d\b/
const LOCAL = /\b\d{1,2}:\d\d(?:\s?[ap]m)?\s?(?:\(?local(?: time)?\)?|our time|my time)/i
const HALF_DAY = /\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?(?!\s?\(?(?:UTC|GMT|Z)\b)/i
const PLAIN = /(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?!\s?[%\d:])(?:\s?(UTC|Z|GMT))?/g

/**
 * Where a text mentions a time that reads as another zone than UTC: by its name, or because it differs from the row's
 * own instant (ms) by whole or half hours to the minute. Null when it does not.
 */
export function otherZone(text: string, at: number | null): { start: number; end: number } | null {
  for (const pattern of [NAMED_ZONE, OFFSET, LOCAL, HALF_DAY]) {
    const found = pattern.exec(text)
    if (found) return { start: found.index, end: found.index + found[0].length }
  }
  if (at === null) return null
  for (const found of text.matchAll(PLAIN)) {
    if (found[3]) continue
    const minutes = Number(found[1]) * 60 + Number(found[2])
    const own = Math.floor(at / MINUTE) % (24 * 60)
    const apart = Math.abs(minutes - own)
    const shift = Math.min(apart, 24 * 60 - apart)
    if (shift >= 60 && shift % 30 === 0) return { start: found.index, end: found.index + found[0].length }
  }
  return null
}
