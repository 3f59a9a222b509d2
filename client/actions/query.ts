import type { ActionEntry } from '../../shared/protocol/libraryApi.ts'

/** Which actions are shown. */
export const ONLY = ['open', 'overdue', 'done', 'all'] as const
export type Only = (typeof ONLY)[number]

/** Stands for actions that have no owner, in the owner filter. */
export const NO_OWNER = '-'

/** What narrows the actions; '' does not. */
export interface ActionFilters {
  readonly only: Only
  readonly owner: string
  readonly service: string
}

const isFinished = ({ action }: ActionEntry): boolean =>
  action.status === 'done' || action.status === 'declined'

/** True when an action fits all filters. */
export function fits(entry: ActionEntry, { only, owner, service }: ActionFilters): boolean {
  if (only === 'open' && isFinished(entry)) return false
  if (only === 'overdue' && !entry.overdue) return false
  if (only === 'done' && !isFinished(entry)) return false
  if (owner && nameOf(entry) !== (owner === NO_OWNER ? '' : owner)) return false
  return !service || entry.postmortem.services.includes(service)
}

/** The owner's name without a leading @. */
export const nameOf = ({ action }: ActionEntry): string => action.owner.trim().replace(/^@/, '')

/** Every owner that is named, in alphabetical order. */
export const ownersIn = (entries: readonly ActionEntry[]): string[] =>
  [...new Set(entries.map(nameOf).filter(Boolean))].sort((a, b) => a.localeCompare(b))

/** Every service that is named, in alphabetical order. */
export const servicesIn = (entries: readonly ActionEntry[]): string[] =>
  [...new Set(entries.flatMap(({ postmortem }) => postmortem.services))].sort((a, b) => a.localeCompare(b))

/** The earliest due first, those without a day last. */
export const byDue = (a: ActionEntry, b: ActionEntry): number =>
  (a.action.due || '9999').localeCompare(b.action.due || '9999')
