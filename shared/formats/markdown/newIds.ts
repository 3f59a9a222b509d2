import type { Postmortem } from '../../document/postmortem.ts'

/** Gives every item a fresh id and follows the links; a link to nothing is left out. */
export function renumber(postmortem: Postmortem, newId: () => string): Postmortem {
  const { timeline, factors, whys, actions, parked } = postmortem
  const ids = new Map([...timeline, ...factors, ...whys].map(({ id }) => [id, newId()]))
  const follow = (links: readonly string[]): string[] => links.flatMap(link => ids.get(link) ?? [])
  const own = (id: string): string => ids.get(id) ?? newId()
  return {
    ...postmortem,
    timeline: timeline.map(row => ({ ...row, id: own(row.id) })),
    factors: factors.map(factor => ({ ...factor, id: own(factor.id), rows: follow(factor.rows) })),
    whys: whys.map(why => ({ ...why, id: own(why.id), parents: follow(why.parents) })),
    actions: actions.map(action => ({ ...action, id: newId(), factors: follow(action.factors) })),
    parked: parked.map(idea => ({ ...idea, id: newId() })),
  }
}
