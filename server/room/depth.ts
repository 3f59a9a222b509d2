import * as Y from 'yjs'
import type { Decoded } from './updateCheck.ts'

/**
 * Types nest this deep at most: sections may be 60 deep before they are mended (D4), and Yjs deletes level by level
 * until the stack ends.
 */
export const MOST_LEVELS = 500

type Struct = Decoded['structs'][number]

/** Around an item whose depth is still being looked for; an item that leads back to it hangs in a circle. */
const OPEN = -1

/**
 * Whether some new type of an update lies deeper than {@link MOST_LEVELS}. `heldDepth` tells how many types are around
 * what is held at a place, 0 for a place that is not held. Linear in the update.
 */
export function isTooDeep(
  structs: readonly Struct[],
  isNew: (struct: Struct) => boolean,
  heldDepth: (id: Y.ID) => number,
): boolean {
  const types = structs.filter(
    (struct): struct is Y.Item =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentType && isNew(struct),
  )
  if (types.length === 0) return false
  const byClient = Map.groupBy(structs, ({ id }) => id.client)
  const depths = new Map<Y.Item, number>()
  return types.some(type => depthOf(type) > MOST_LEVELS)

  function depthOf(start: Y.Item): number {
    const path: { item: Y.Item; step: number }[] = []
    let around = 0
    for (let item: Y.Item | null = start; item; ) {
      const known = depths.get(item)
      if (known === OPEN) return Number.POSITIVE_INFINITY
      if (known !== undefined) {
        around = known
        break
      }
      depths.set(item, OPEN)
      const { parent, origin, rightOrigin }: Y.Item = item
      const next: Y.ID | null = parent instanceof Y.ID ? parent : (origin ?? rightOrigin)
      path.push({ item, step: parent instanceof Y.ID ? 1 : 0 })
      item = next && itemAt(byClient.get(next.client) ?? [], next.clock)
      if (!item && next) around = heldDepth(next)
    }
    for (const { item, step } of path.reverse()) {
      around += step
      depths.set(item, around)
    }
    return around
  }
}

/** The item among the structures of one client id, in order, that holds this clock. */
function itemAt(structs: readonly Struct[], clock: number): Y.Item | null {
  let low = 0
  let high = structs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const struct = structs[middle]
    if (!struct) return null
    if (clock < struct.id.clock) high = middle - 1
    else if (clock >= struct.id.clock + struct.length) low = middle + 1
    else return struct instanceof Y.Item ? struct : null
  }
  return null
}
