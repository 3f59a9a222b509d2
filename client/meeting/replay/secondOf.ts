const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** An instant to the second where the person is, as `14:32:07`; with its day when that is another than `beside`'s. */
export function secondOf(instant: number, beside = instant): string {
  const day = DAY.format(instant)
  return day === DAY.format(beside) ? TIME.format(instant) : `${day}, ${TIME.format(instant)}`
}
