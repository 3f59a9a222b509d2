const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** When something was said, in the reader's own time: `28 May, 14:32`; '' for no instant. */
export function whenText(at: string): string {
  const ms = Date.parse(at)
  return Number.isNaN(ms) ? '' : `${day.format(ms)}, ${time.format(ms)}`
}
