import type { EarlierAction } from '../../shared/meeting/facts.ts'
import type { Indexed } from './library.ts'

/** The actions that earlier reviews of the same services left open, for the opening of the next meeting. */
export function earlierActions(all: readonly Indexed[], postmortem: string): readonly EarlierAction[] {
  const present = all.find(({ id }) => id === postmortem)
  if (!present) return []
  const services = new Set(present.index.services)
  return all
    .filter(
      ({ id, createdAt, isExample }) => id !== postmortem && !isExample && createdAt <= present.createdAt,
    )
    .filter(({ index }) => index.services.some(service => services.has(service)))
    .sort((a, b) => b.updatedAt - a.updatedAt)
    .flatMap(({ id, index }) =>
      index.actions
        .filter(({ status }) => status === 'open' || status === 'in-progress')
        .map(action => ({ postmortem: id, action: action.id })),
    )
}
