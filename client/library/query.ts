import { DAY } from '../../shared/base/time.ts'
import type { LibraryItem } from '../../shared/protocol/libraryApi.ts'

/** What narrows the library; '' does not. The search itself is the server's, the rest is done on what it answered. */
export interface Filters {
  readonly severity: string
  readonly service: string
  readonly category: string
  readonly when: string
  readonly kind: string
  readonly status: string
}
export const FILTERS = [
  'severity',
  'service',
  'category',
  'when',
  'kind',
  'status',
] as const satisfies (keyof Filters)[]

/** When the incident was, as far as anybody said; else when its postmortem was begun. In ms. */
export const dateOf = (item: Pick<LibraryItem, 'startedAt' | 'createdAt'>): number =>
  item.startedAt ? Date.parse(item.startedAt) : item.createdAt

/** True when an item fits all filters; `when` is a number of days back from `now`. */
export function fits(item: LibraryItem, filters: Filters, now: number): boolean {
  const { severity, service, category, when, kind, status } = filters
  if (severity && item.severity !== severity) return false
  if (service && !item.services.includes(service)) return false
  if (category && !item.categories.some(name => name === category)) return false
  if (when && dateOf(item) < now - Number(when) * DAY) return false
  if (kind && item.kind !== kind) return false
  if (status === 'archived') return item.archivedAt !== null
  return item.archivedAt === null && (!status || item.status === status)
}

/** The services named anywhere, in alphabetical order. */
export const servicesIn = (items: readonly LibraryItem[]): string[] =>
  [...new Set(items.flatMap(item => item.services))].sort((a, b) => a.localeCompare(b))

/** How long before it is due a review is listed, in ms. */
export const REVIEW_SOON = 3 * DAY

/** A draft that was due longer ago is no longer waited for: it stands in the list below, not among what is due. */
const REVIEW_LATE = 30 * DAY

/** Reviews that are due within 72 h or late by no more than 30 days, the most urgent first. */
export const dueReviews = (items: readonly LibraryItem[], now: number): LibraryItem[] =>
  items
    .filter(
      ({ reviewDue }) => reviewDue !== null && reviewDue - now < REVIEW_SOON && now - reviewDue < REVIEW_LATE,
    )
    .sort((a, b) => (a.reviewDue ?? 0) - (b.reviewDue ?? 0))

/** A lobby that nobody came back to in this time, ms, is no meeting that waits for anybody. */
const LOBBY_WAITS = 14 * DAY

/** Meetings that run or are open, those that run first. */
export const openMeetings = (items: readonly LibraryItem[], now: number): LibraryItem[] =>
  items
    .filter(
      ({ meeting, archivedAt, updatedAt }) =>
        archivedAt === null &&
        (meeting === 'running' || (meeting === 'lobby' && now - updatedAt < LOBBY_WAITS)),
    )
    .sort((a, b) => Number(b.meeting === 'running') - Number(a.meeting === 'running'))

/** How many actions are overdue by service, the most first; '' where no service is named. */
export function overdueByService(items: readonly LibraryItem[]): { service: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { services, actions, archivedAt, isExample } of items) {
    if (archivedAt !== null || isExample) continue
    const service = services[0] ?? ''
    if (actions.overdue > 0) counts.set(service, (counts.get(service) ?? 0) + actions.overdue)
  }
  return [...counts].map(([service, count]) => ({ service, count })).sort((a, b) => b.count - a.count)
}
