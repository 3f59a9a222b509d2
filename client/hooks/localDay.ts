/**
 * The day `YYYY-MM-DD` that an instant (ms) falls on where the person is, or in an IANA zone: "today" and "tomorrow" in
 * due dates are days of whoever types them. Instants of an incident are in the document's zone instead.
 */
export function localDay(ms: number, zone?: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(zone !== undefined && { timeZone: zone }),
  }).formatToParts(ms)
  const part = (type: string): string => parts.find(each => each.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}
