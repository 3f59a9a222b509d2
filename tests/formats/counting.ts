import { type Postmortem, SECTIONS } from '../../shared/document/postmortem.ts'
import { canonical } from '../../shared/formats/markdown/richCanonical.ts'

/** Ids in the order in which they are asked for. */
export function counter(): () => string {
  let count = 0
  return () => `id-${++count}`
}

/** A postmortem with ids and sort keys replaced by places, and rich text in its one form. */
export function comparable(postmortem: Postmortem): unknown {
  const { timeline, factors, whys, actions, parked } = postmortem
  const places = new Map(
    Object.entries({ timeline, factors, whys, actions, parked }).flatMap(([list, items]) =>
      items.map((item, index) => [item.id, `${list} ${index}`] as const),
    ),
  )
  const placed = (items: readonly { id: string; order: string }[]): unknown[] =>
    items.map(item => ({ ...item, id: places.get(item.id), order: '' }))
  const follow = (ids: readonly string[]): unknown[] => ids.map(id => places.get(id))
  return {
    ...postmortem,
    id: '',
    ...Object.fromEntries(SECTIONS.map(name => [name, canonical(postmortem[name])])),
    timeline: placed(timeline),
    factors: placed(factors.map(item => ({ ...item, rows: follow(item.rows) as string[] }))),
    whys: placed(whys.map(item => ({ ...item, parents: (follow(item.parents) as string[]).sort() }))),
    actions: placed(actions.map(item => ({ ...item, factors: follow(item.factors) as string[] }))),
    parked: placed(parked),
  }
}
