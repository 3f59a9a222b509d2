import type { Factor, Why } from '../../../../shared/document/postmortem.ts'

/** One why in its place; a why with several parents is drawn under the first, and named at the others. */
export interface WhyNode {
  readonly why: Why
  readonly children: readonly WhyNode[]
  /** Other parents than the one it is drawn under. */
  readonly alsoUnder: readonly string[]
}

/** A tree of whys under a factor, or under the incident itself (null). */
export interface WhyRoot {
  readonly factor: Factor | null
  readonly children: readonly WhyNode[]
}

/**
 * The graph of whys as trees: each why is drawn once. Parents that are gone are ignored, and a circle, which two
 * people can make at once, is cut where it closes.
 */
export function whyTrees(whys: readonly Why[], factors: readonly Factor[]): readonly WhyRoot[] {
  const known = new Set([...factors, ...whys].map(each => each.id))
  const parentsOf = (why: Why): readonly string[] => why.parents.filter(id => known.has(id) && id !== why.id)
  const drawn = new Set<string>()
  const nodesUnder = (parent: string | null): WhyNode[] =>
    whys.flatMap(why => {
      const parents = parentsOf(why)
      const isHere = parent === null ? parents.length === 0 : parents.includes(parent)
      if (!isHere || drawn.has(why.id)) return []
      drawn.add(why.id)
      return [{ why, children: nodesUnder(why.id), alsoUnder: parents.filter(id => id !== parent) }]
    })
  const roots: WhyRoot[] = factors.map(factor => ({ factor, children: nodesUnder(factor.id) }))
  const incident = nodesUnder(null)
  for (const why of whys) {
    if (drawn.has(why.id)) continue
    drawn.add(why.id)
    incident.push({ why, children: nodesUnder(why.id), alsoUnder: parentsOf(why) })
  }
  return incident.length > 0 ? [{ factor: null, children: incident }, ...roots] : roots
}
