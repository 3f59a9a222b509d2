/** Milliseconds in a second, minute, hour and day. */
export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** `value` as milliseconds since the epoch, or null when it is missing or no ISO 8601 instant. */
export function parseInstant(value: string | null | undefined): number | null {
  if (!value) return null
  const ms = Date.parse(value)
  return Number.isNaN(ms) ? null : ms
}

/** The calendar day in UTC: `2026-05-27`. */
export const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** ISO 8601 in UTC to the second, without fractions: `2026-05-27T14:22:00Z`. */
export const isoSecond = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`
