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

/** What stands deeper than this is drawn beside its parent: each level takes width from the words. */
const DEEPEST = 10
/** Trees are drawn with this many whys at first; hundreds of fields take a page seconds. */
export const DRAWN_AT_FIRST = 120

/**
 * The graph of whys as trees: each why is drawn once, the first `most` of them. Parents that are gone are ignored, and
 * a circle, which two people can make at once, is cut where it closes. Takes time in proportion to whys and links.
 */
export function whyTrees(
  whys: readonly Why[],
  factors: readonly Factor[],
  most = Number.POSITIVE_INFINITY,
): readonly WhyRoot[] {
  const known = new Set([...factors, ...whys].map(each => each.id))
  const parentsOf = new Map(
    whys.map(why => [why.id, why.parents.filter(id => known.has(id) && id !== why.id)] as const),
  )
  const under = new Map<string | null, Why[]>()
  for (const why of whys) {
    const parents = parentsOf.get(why.id) ?? []
    for (const parent of parents.length > 0 ? parents : [null]) {
      const present = under.get(parent)
      if (present) present.push(why)
      else under.set(parent, [why])
    }
  }
  const drawn = new Set<string>()
  const tree = (first: readonly Why[], parent: string | null): WhyNode[] => {
    const nodes: WhyNode[] = []
    const open = [...first].reverse().map(why => ({ why, parent, depth: 1, siblings: nodes }))
    for (let next = open.pop(); next; next = open.pop()) {
      const { why, depth, siblings } = next
      if (drawn.has(why.id) || drawn.size >= most) continue
      drawn.add(why.id)
      const children: WhyNode[] = []
      const alsoUnder = (parentsOf.get(why.id) ?? []).filter(id => id !== next.parent)
      siblings.push({ why, children, alsoUnder })
      const into = depth < DEEPEST ? children : siblings
      for (const child of [...(under.get(why.id) ?? [])].reverse())
        open.push({ why: child, parent: why.id, depth: Math.min(depth + 1, DEEPEST), siblings: into })
    }
    return nodes
  }
  const roots: WhyRoot[] = factors.map(factor => ({
    factor,
    children: tree(under.get(factor.id) ?? [], factor.id),
  }))
  const incident = tree(under.get(null) ?? [], null)
  for (const why of whys) if (!drawn.has(why.id)) incident.push(...tree([why], null))
  return incident.length > 0 ? [{ factor: null, children: incident }, ...roots] : roots
}
