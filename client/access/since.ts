import { DAY, HOUR, MINUTE } from '../../shared/base/time.ts'

const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto', style: 'short' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** How long ago something was, as `5 min ago`; after a week the day itself. */
export function since(at: number, now: number): string {
  const ago = Math.max(0, now - at)
  if (ago < MINUTE) return 'just now'
  if (ago < HOUR) return relative.format(-Math.floor(ago / MINUTE), 'minute')
  if (ago < DAY) return relative.format(-Math.floor(ago / HOUR), 'hour')
  if (ago < 7 * DAY) return relative.format(-Math.floor(ago / DAY), 'day')
  return longDate(at)
}

/** A day where the person is, as `29 May 2026`. */
export const longDate = (at: number): string => day.format(at)
