import type { Factor, Why } from '../document/postmortem.ts'
import { type Box, boxFor, type Line, type Picture, type Words } from './picture.ts'

const BOX = 158
const BESIDE = 18
const BELOW = 40
/** Nobody reads a picture of more; the list has them all. */
const MOST = 200
/** Lines, and rows that they pass, of a picture that somebody could still follow. */
const MOST_LINES = 400
const MOST_STOPS = 2_000
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
  if ([...parents.values()].reduce((sum, above) => sum + above.length, 0) > MOST_LINES) return null
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

/** A stop of a line on its way past a row: as wide as a line needs. */
const STOP = 12

interface Stop {
  readonly from: string
  readonly to: string
}

/** What stands in a row from left to right: a box, or a line that passes. */
type Item = { readonly id: string; readonly above: readonly string[]; readonly stop: Stop | null }

interface Place {
  readonly x: number
  readonly top: number
  readonly foot: number
}

const stopId = (from: string, to: string, row: number): string => `${from}>${to} ${row}`

/** Lines that go further than one row get a stop in each row between, so that they pass beside its boxes. */
function itemsOf(
  rows: readonly (readonly string[])[],
  parents: ReadonlyMap<string, readonly string[]>,
): readonly (readonly Item[])[] {
  const rowOf = new Map(rows.flatMap((row, at) => row.map(id => [id, at] as const)))
  const items: Item[][] = rows.map(() => [])
  for (const [at, row] of rows.entries()) {
    for (const id of row) {
      const above = (parents.get(id) ?? []).flatMap(parent => {
        const from = rowOf.get(parent)
        if (from === undefined || from >= at) return []
        for (let between = from + 1; between < at; between++) {
          const before = between - 1 === from ? parent : stopId(parent, id, between - 1)
          const stop = { id: stopId(parent, id, between), above: [before], stop: { from: parent, to: id } }
          items[between]?.push(stop)
        }
        return from + 1 === at ? parent : stopId(parent, id, at - 1)
      })
      items[at]?.push({ id, above, stop: null })
    }
  }
  return items
}

function drawn(
  rows: readonly (readonly string[])[],
  parents: ReadonlyMap<string, readonly string[]>,
  wordsOf: (id: string) => Words,
): Picture | null {
  const items = itemsOf(rows, parents)
  if (items.reduce((sum, row) => sum + row.length, 0) > MOST_STOPS) return null
  const widthOf = (row: readonly Item[]): number =>
    row.reduce((sum, { stop }) => sum + (stop ? STOP : BOX) + BESIDE, -BESIDE)
  const width = Math.max(...items.map(widthOf))
  const places = new Map<string, Place>()
  const boxes: Box[] = []
  let top = 1
  for (const row of items) {
    if (row.length === 0) continue
    const at = ({ above }: Item): number => {
      const xs = above.flatMap(id => places.get(id)?.x ?? [])
      return xs.reduce((sum, x) => sum + x, 0) / Math.max(1, xs.length)
    }
    const inOrder = row
      .map((item, place) => ({ item, place, at: at(item) }))
      .sort((a, b) => a.at - b.at || a.place - b.place)
    const made = inOrder.map(({ item }) => (item.stop ? null : boxFor(item.id, wordsOf(item.id), BOX)))
    const height = Math.max(0, ...made.map(box => box?.height ?? 0))
    let x = (width - widthOf(row)) / 2 + 1
    for (const [place, { item }] of inOrder.entries()) {
      const box = made[place]
      const wide = box ? BOX : STOP
      if (box) boxes.push({ ...box, x, y: top })
      places.set(item.id, { x: x + wide / 2, top, foot: top + (box?.height ?? height) })
      x += wide + BESIDE
    }
    top += height + BELOW
  }
  const lines = linesOf(items, parents, places)
  return { width: width + 2, height: top - BELOW + 1, boxes, lines }
}

/** Each line from the foot of a box, through its stops, to the head of another; one that goes up is a plain curve. */
function linesOf(
  items: readonly (readonly Item[])[],
  parents: ReadonlyMap<string, readonly string[]>,
  places: ReadonlyMap<string, Place>,
): Line[] {
  const stopsOf = new Map<string, Place[]>()
  for (const { id, stop } of items.flat()) {
    const place = places.get(id)
    if (!stop || !place) continue
    const key = `${stop.from}>${stop.to}`
    stopsOf.set(key, [...(stopsOf.get(key) ?? []), place])
  }
  return [...parents].flatMap(([to, above]) =>
    above.flatMap(from => {
      const stops = stopsOf.get(`${from}>${to}`) ?? []
      const [start, end] = [places.get(from), places.get(to)]
      if (!start || !end) return []
      const way = [start, ...stops, end]
      const path = way.slice(1).map((next, at) => curve(way[at] ?? start, next))
      const through = stops.map(stop => `L${stop.x} ${stop.foot}`)
      return [
        {
          from,
          to,
          path: `M${start.x} ${start.foot}${path.map((part, at) => part + (through[at] ?? '')).join('')}`,
        },
      ]
    }),
  )
}

/** On from the foot of one place to the head of the next. */
function curve(from: Place, to: Place): Line['path'] {
  const bend = Math.max(14, (to.top - from.foot) / 2)
  return `C${from.x} ${from.foot + bend} ${to.x} ${to.top - bend} ${to.x} ${to.top}`
}
