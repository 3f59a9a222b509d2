import type { Factor, Why } from '../document/postmortem.ts'
import { type Box, boxFor, type Line, type Picture, type Words } from './picture.ts'

const BOX = 158
const BESIDE = 18
const BELOW = 40
/** Room beside the outermost boxes, for lines that go around one. */
const ASIDE = 16
/** Nobody reads a picture of more; the list has them all. */
const MOST = 200
/** The incident itself, where a why answers no factor. */
export const INCIDENT = ''

/**
 * The whys as a graph: what they are asked about on top, each why below all that it explains, a why of several once.
 * A circle, which two people can make at once, is cut where it closes. Null when there are no whys, or more than a picture can show. `wordsOf` is
 * asked for every box, with {@link INCIDENT} for the incident.
 */
export function whyGraph(
  whys: readonly Why[],
  factors: readonly Factor[],
  wordsOf: (id: string) => Words,
): Picture | null {
  if (whys.length === 0 || whys.length > MOST) return null
  const parents = parentsOf(whys, factors)
  const levels = levelsOf(parents)
  const asked = new Set([...parents.values()].flat())
  const roots = factors.map(factor => factor.id).filter(id => asked.has(id))
  const top = asked.has(INCIDENT) ? [INCIDENT, ...roots] : roots
  const rows: string[][] = [top]
  for (const why of whys) {
    const row = rows[levels.get(why.id) ?? 1]
    if (row) row.push(why.id)
    else rows[levels.get(why.id) ?? 1] = [why.id]
  }
  return drawn(
    rows.map(row => row ?? []),
    parents,
    wordsOf,
  )
}

/** What each why explains, as far as it is there; the incident where that is nothing. */
function parentsOf(whys: readonly Why[], factors: readonly Factor[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set([...whys, ...factors].map(({ id }) => id))
  return new Map(
    whys.map(({ id, parents }) => {
      const there = [...new Set(parents)].filter(parent => known.has(parent) && parent !== id)
      return [id, there.length > 0 ? there : [INCIDENT]]
    }),
  )
}

/** How far below the top each why stands: one below the lowest of its parents. */
function levelsOf(parents: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const levels = new Map<string, number>()
  const open = new Set<string>()
  const levelOf = (id: string): number => {
    const known = levels.get(id)
    if (known !== undefined) return known
    const above = parents.get(id)
    if (!above || open.has(id)) return 0
    open.add(id)
    const level = 1 + Math.max(...above.map(levelOf))
    open.delete(id)
    levels.set(id, level)
    return level
  }
  for (const id of parents.keys()) levelOf(id)
  return levels
}

function drawn(
  rows: readonly (readonly string[])[],
  parents: ReadonlyMap<string, readonly string[]>,
  wordsOf: (id: string) => Words,
): Picture {
  const width = Math.max(...rows.map(row => row.length * (BOX + BESIDE) - BESIDE))
  const boxes = new Map<string, Box>()
  let y = 1
  for (const row of rows) {
    if (row.length === 0) continue
    const middleOf = (id: string): number => {
      const above = (parents.get(id) ?? []).flatMap(parent => boxes.get(parent) ?? [])
      return above.reduce((sum, box) => sum + box.x, 0) / Math.max(1, above.length)
    }
    const inOrder = row
      .map((id, place) => ({ id, place, at: middleOf(id) }))
      .sort((a, b) => a.at - b.at || a.place - b.place)
    let x = (width - (row.length * (BOX + BESIDE) - BESIDE)) / 2
    let height = 0
    for (const { id } of inOrder) {
      const box = { ...boxFor(id, wordsOf(id), BOX), x: x + ASIDE, y }
      boxes.set(id, box)
      height = Math.max(height, box.height)
      x += BOX + BESIDE
    }
    y += height + BELOW
  }
  const levelAt = (id: string): number => rows.findIndex(row => row.includes(id))
  const lines = [...parents].flatMap(([to, above]) =>
    above.flatMap(from => {
      const [start, end] = [boxes.get(from), boxes.get(to)]
      const isNext = start !== undefined && end !== undefined && levelAt(from) + 1 === levelAt(to)
      return start && end ? [{ from, to, path: isNext ? curve(start, end) : around(start, end) }] : []
    }),
  )
  return { width: width + 2 * ASIDE, height: y - BELOW + 1, boxes: [...boxes.values()], lines }
}

/** From the foot of one box to the head of another. */
function curve(from: Box, to: Box): Line['path'] {
  const [x1, y1] = [from.x + from.width / 2, from.y + from.height]
  const [x2, y2] = [to.x + to.width / 2, to.y]
  const bend = Math.max(14, (y2 - y1) / 2)
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`
}

/** A line past the boxes between its ends goes through the gap on their left. */
function around(from: Box, to: Box): Line['path'] {
  const [x1, y1] = [from.x + from.width / 2, from.y + from.height]
  const [x2, y2] = [to.x + to.width / 2, to.y]
  const side = Math.min(x1, x2) - 0.75 * BOX
  return `M${x1} ${y1}C${side} ${y1 + BELOW} ${side} ${y2 - BELOW} ${x2} ${y2}`
}
