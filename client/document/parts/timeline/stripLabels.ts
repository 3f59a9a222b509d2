/** Where a label of the strip stands: above the line by so many levels, and on which side of its tick. */
interface LabelPlace {
  readonly level: number
  readonly isLeft: boolean
}

/**
 * Places the labels of at most four ticks so that none covers another and no tick's line runs through one: as few
 * levels as possible, each label towards the middle where that costs nothing, and
 * the earlier of two at one place above. `label` is a label's width, at most
 * a third; all are shares of the strip's width.
 */
export function labelPlaces(shares: readonly number[], label: number): readonly LabelPlace[] {
  let best: { readonly cost: number; readonly places: readonly LabelPlace[] } | null = null
  const choose = (places: readonly LabelPlace[]): void => {
    const share = shares[places.length]
    if (share === undefined) {
      const cost = costOf(places, shares)
      if (!best || cost < best.cost) best = { cost, places }
      return
    }
    for (const isLeft of [false, true]) {
      if (isLeft ? share < label : share + label > 1) continue
      for (let level = shares.length - 1; level >= 0; level--) {
        const place = { level, isLeft }
        if (places.every((other, index) => areApart(other, shares[index] ?? 0, place, share, label))) {
          choose([...places, place])
        }
      }
    }
  }
  choose([])
  const found = best as { readonly places: readonly LabelPlace[] } | null
  return found?.places ?? shares.map((share, level) => ({ level, isLeft: share > 0.5 }))
}

/** The height first, then how much of it is used, then the sides. */
function costOf(places: readonly LabelPlace[], shares: readonly number[]): number {
  const levels = places.map(({ level }) => level)
  const outward = places.filter(({ isLeft }, index) => isLeft !== (shares[index] ?? 0) > 0.5).length
  return Math.max(0, ...levels) * 1_000 + levels.reduce((sum, level) => sum + level, 0) * 10 + outward
}

function areApart(a: LabelPlace, atA: number, b: LabelPlace, atB: number, label: number): boolean {
  const [fromA, fromB] = [a.isLeft ? atA - label : atA, b.isLeft ? atB - label : atB]
  if (a.level === b.level && fromA < fromB + label && fromB < fromA + label) return false
  const isCrossed = (from: number, level: number, tick: number, height: number): boolean =>
    height > level && from < tick && tick < from + label
  return !isCrossed(fromA, a.level, atB, b.level) && !isCrossed(fromB, b.level, atA, a.level)
}
