import { generateNKeysBetween } from 'fractional-indexing'
import type { RootContent } from 'mdast'
import type {
  ActionItem,
  Facts,
  Precision,
  RichNode,
  RowKind,
  SectionName,
  TimelineRow,
} from '../../../document/postmortem.ts'
import { richFromMdast } from '../richFromMdast.ts'

/** What has been read of a report so far. */
export interface Gathered {
  readonly facts: { -readonly [K in keyof Facts]?: Facts[K] }
  readonly sections: Partial<Record<SectionName, RichNode[]>>
  readonly rows: ReadRow[]
  readonly factors: string[]
  readonly whys: string[]
  readonly actions: ReadAction[]
  readonly parked: string[]
  readonly notes: string[]
  /** What nothing here corresponds to, by its heading. */
  readonly kept: Map<string, RichNode[]>
}

export interface ReadRow {
  readonly at: string
  readonly precision: Precision
  readonly text: string
  readonly kind: RowKind
  readonly source: TimelineRow['source']
}

export type ReadAction = Pick<ActionItem, 'text' | 'owner' | 'due' | 'status' | 'reason' | 'tracker' | 'type'>

export const nothingGathered = (): Gathered => ({
  facts: {},
  sections: {},
  rows: [],
  factors: [],
  whys: [],
  actions: [],
  parked: [],
  notes: [],
  kept: new Map(),
})

/** Adds blocks to the end of a section. */
export function addTo(gathered: Gathered, name: SectionName, blocks: readonly RichNode[]): void {
  const section = gathered.sections[name] ?? []
  gathered.sections[name] = [...section, ...blocks]
}

/** Keeps blocks that nothing here corresponds to, under the heading they had; what has one heading stands together. */
export function keep(gathered: Gathered, heading: string, nodes: readonly RootContent[]): void {
  keepRich(gathered, heading, richFromMdast(nodes))
}

/** Like {@link keep}, for rich text. */
export function keepRich(gathered: Gathered, heading: string, blocks: readonly RichNode[]): void {
  gathered.kept.set(heading, [...(gathered.kept.get(heading) ?? []), ...blocks])
}

/** Everything that was kept, as one text with its headings. */
export const keptText = ({ kept }: Gathered): RichNode[] =>
  [...kept].flatMap(([heading, blocks]) => [
    { type: 'heading', attrs: { level: 1 }, content: withLinks(heading) },
    ...blocks,
  ])

const withLinks = (text: string): RichNode[] =>
  text
    .split(/(https?:\/\/[^\s()<>]+)/)
    .filter(Boolean)
    .map(part => {
      const marks = /^https?:/.test(part) ? { marks: [{ type: 'link', attrs: { href: part } }] } : {}
      return { type: 'text', text: part, ...marks }
    })

/** Rows in the order of time, those of unknown time last, with ids and sort keys. */
export function timelineOf(rows: readonly ReadRow[], newId: () => string): TimelineRow[] {
  const keys = generateNKeysBetween(null, null, rows.length)
  const sorted = rows.toSorted((a, b) => compare(a.at || '\uffff', b.at || '\uffff'))
  return sorted.map((row, index) => ({ ...row, id: newId(), order: keys[index] ?? '', state: 'draft' }))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
