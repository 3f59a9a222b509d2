import type { LibraryItem } from '../../shared/protocol/libraryApi.ts'

const day = (year: boolean) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(year && { year: 'numeric' }),
  })
const THIS_YEAR = day(false)
const OTHER_YEAR = day(true)

/** The day of the incident in UTC as `29 May`, with its year when that is not this one; '' when nobody has said. */
export function dayText(item: Pick<LibraryItem, 'startedAt'>, now: number): string {
  if (!item.startedAt) return ''
  const at = new Date(item.startedAt)
  const isThisYear = at.getUTCFullYear() === new Date(now).getUTCFullYear()
  return (isThisYear ? THIS_YEAR : OTHER_YEAR).format(at)
}
