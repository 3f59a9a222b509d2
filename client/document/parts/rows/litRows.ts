import type { Connection } from '../../../connection/connection.ts'
import { type Cell, createCell } from '../../../connection/observable.ts'
import { readerOf } from '../../../hooks/documentReader.ts'

/** The events that are marked in the timeline, and the factor they belong to. */
export interface LitRows {
  readonly factor: string | null
  readonly rows: ReadonlySet<string>
}

const NOTHING: LitRows = { factor: null, rows: new Set() }
const LIT = new WeakMap<Connection, Cell<LitRows>>()

/** What is marked on this screen; nobody else sees it. Rows ask it one by one, so that only theirs are drawn. */
export function litRows(connection: Connection): Cell<LitRows> {
  const present = LIT.get(connection)
  if (present) return present
  const lit = createCell(NOTHING)
  LIT.set(connection, lit)
  return lit
}

/** Marks the events of a factor; leads to the first of them with `isLed`, where none is in view. */
export function lightRows(connection: Connection, factor: string, isLed: boolean): void {
  const { lists } = readerOf(connection)
  const known = new Set(lists.timeline.get().map(row => row.id))
  const linked = lists.factors.get().find(each => each.id === factor)?.rows ?? []
  const rows = new Set(linked.filter(id => known.has(id)))
  litRows(connection).set(rows.size > 0 ? { factor, rows } : NOTHING)
  if (isLed) requestAnimationFrame(lead)
}

function lead(): void {
  const marked = [...document.querySelectorAll<HTMLElement>('[data-timeline] [data-lit]')]
  if (marked.some(isInView)) return
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  marked[0]?.scrollIntoView({ block: 'center', behavior: isStill ? 'instant' : 'smooth' })
}

/** Takes all marks away. */
export const darken = (connection: Connection): void => litRows(connection).set(NOTHING)

function isInView(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 0 && bottom <= window.innerHeight
}
