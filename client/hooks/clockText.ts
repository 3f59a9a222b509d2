import { MINUTE, SECOND } from '../../shared/base/time.ts'

/**
 * What is left of a clock as `m:ss`; past zero it counts up as `+m:ss`. A second shows until it is wholly gone, so
 * that every screen with the same time shows the same text (M8, M9).
 */
export function clockText(remainingMs: number): string {
  const seconds = Math.ceil(remainingMs / SECOND)
  const shown = Math.abs(seconds)
  const text = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, '0')}`
  return seconds < 0 ? `+${text}` : text
}

/** A duration in whole minutes, rounded. */
export const wholeMinutes = (ms: number): number => Math.round(ms / MINUTE)

/** The short name of the person's zone at an instant, as `CET` or `GMT+5:30`. */
export const zoneName = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' })
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')?.value ?? ''

/** The wall-clock time of an instant where the person is, as `11:04`. */
export const wallTime = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(ms)

/** The same with its zone, as `11:04 CET`, for what people elsewhere read too. */
export const zonedTime = (ms: number): string => `${wallTime(ms)} ${zoneName(ms)}`

/** An instant where the person is, with its day, as `Sat, 28 Nov, 11:04`. */
export const dayAndWallTime = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(ms)

/** The same with its zone, as `Sat, 28 Nov, 11:04 CET`. */
export const dayAndTime = (ms: number): string => `${dayAndWallTime(ms)} ${zoneName(ms)}`
