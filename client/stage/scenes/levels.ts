import type { Why } from '../../../shared/document/postmortem.ts'

const DEPTH = 6

/** The whys that answer `root`, then those that answer these, each once, to the depth that a wall can show. */
export function levelsBelow(root: string, whys: readonly Why[]): readonly (readonly Why[])[] {
  const seen = new Set<string>()
  const levels: (readonly Why[])[] = []
  let parents: readonly string[] = [root]
  while (parents.length > 0 && levels.length < DEPTH) {
    const level = whys.filter(
      why => !seen.has(why.id) && why.parents.some(parent => parents.includes(parent)),
    )
    if (level.length === 0) break
    for (const why of level) seen.add(why.id)
    levels.push(level)
    parents = level.map(why => why.id)
  }
  return levels
}
