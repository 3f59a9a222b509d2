import { DAY } from '../base/time.ts'

/** Two working days after `end`, to the minute of the day; Saturdays and Sundays (UTC) do not count. */
export function followUpBy(end: number): number {
  let due = end
  for (let left = 2; left > 0; ) {
    due += DAY
    const day = new Date(due).getUTCDay()
    if (day !== 0 && day !== 6) left -= 1
  }
  return due
}
