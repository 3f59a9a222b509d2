import {
  FACTS,
  type Postmortem,
  type RichNode,
  type RichText,
  SECTIONS,
  type SectionName,
} from './postmortem.ts'
import { LISTS, type ListName } from './schema.ts'

/** One field that reads otherwise; '' stands for nothing. */
export interface FieldChange {
  readonly field: ComparedField
  readonly before: string
  readonly after: string
}

/** A row that came, went, or changed; a section and the facts count as one row that changed. */
export interface RowChange {
  readonly id: string
  /** What the row says, as it says it last: without it, nobody knows whose date changed. '' for facts and sections. */
  readonly name: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly fields: readonly FieldChange[]
}

/** What differs in one part of a postmortem. */
export interface PartChange {
  readonly part: 'facts' | SectionName | ListName
  readonly rows: readonly RowChange[]
}

/** The fields of each list that people read; where a row stands among others is not told as a change. */
const FIELDS = {
  timeline: ['at', 'text', 'kind', 'state', 'source'],
  factors: ['text', 'category', 'group', 'chosen', 'waiver', 'rows'],
  whys: ['text', 'evidence', 'systemic', 'parents'],
  actions: ['text', 'owner', 'due', 'status', 'reason', 'type', 'tracker', 'factors'],
  parked: ['text'],
} as const satisfies Readonly<Record<ListName, readonly string[]>>

/** A field that is compared: a fact, one of a row, or `text`, which is also what a section is. */
export type ComparedField = (typeof FACTS)[number] | (typeof FIELDS)[ListName][number]

/** Fields that hold the ids of other rows, and are told by what those say. */
const LINKS: ReadonlySet<ComparedField> = new Set(['rows', 'parents', 'factors'])

/** What two states of a postmortem say differently, part by part as the page has them; equal parts are left out (D9). */
export function differences(before: Postmortem, after: Postmortem): PartChange[] {
  const [then, now] = [stateOf(before), stateOf(after)]
  const facts = fieldsOf(FACTS, { ...then, row: before }, { ...now, row: after })
  const sections = SECTIONS.map((part): PartChange => {
    const text: FieldChange = { field: 'text', before: linesOf(before[part]), after: linesOf(after[part]) }
    const isSame = text.before === text.after
    return { part, rows: isSame ? [] : [{ id: part, name: '', kind: 'changed', fields: [text] }] }
  })
  const lists = LISTS.map((part): PartChange => ({ part, rows: rowsOf(part, then, now) }))
  const first: PartChange = {
    part: 'facts',
    rows: facts.length > 0 ? [{ id: 'facts', name: '', kind: 'changed', fields: facts }] : [],
  }
  return [first, ...sections, ...lists].filter(({ rows }) => rows.length > 0)
}

/** A state of a postmortem, with what each of its rows says. */
interface State {
  readonly postmortem: Postmortem
  readonly names: ReadonlyMap<string, string>
}

const stateOf = (postmortem: Postmortem): State => ({
  postmortem,
  names: new Map(LISTS.flatMap(list => postmortem[list].map(row => [row.id, row.text] as const))),
})

function rowsOf(list: ListName, before: State, after: State): RowChange[] {
  const then = new Map<string, object>(before.postmortem[list].map(row => [row.id, row]))
  const now = new Map<string, object>(after.postmortem[list].map(row => [row.id, row]))
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((id): RowChange[] => {
    const [was, is] = [then.get(id), now.get(id)]
    const fields = fieldsOf(FIELDS[list], { ...before, row: was ?? {} }, { ...after, row: is ?? {} })
    if (fields.length === 0 && was && is) return []
    const name = after.names.get(id) ?? before.names.get(id) ?? ''
    return [{ id, name, kind: was ? (is ? 'changed' : 'removed') : 'added', fields }]
  })
}

function fieldsOf(
  names: readonly ComparedField[],
  before: State & { readonly row: object },
  after: State & { readonly row: object },
): FieldChange[] {
  return names.flatMap(field => {
    // A link is the same when it leads to the same row, whatever that says by now.
    if (LINKS.has(field) && String(fieldOf(before.row, field)) === String(fieldOf(after.row, field)))
      return []
    const change = { field, before: said(before, field), after: said(after, field) }
    return change.before === change.after ? [] : [change]
  })
}

const fieldOf = (row: object, field: string): unknown =>
  (row as Readonly<Record<string, unknown>>)[field] ?? ''

/** A field as words: lists with commas, linked rows by what they say, yes for a mark, the address of a source. */
function said({ row, names }: State & { readonly row: object }, field: ComparedField): string {
  const value = fieldOf(row, field)
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : ''
  if (Array.isArray(value)) {
    return LINKS.has(field) ? value.flatMap(id => names.get(String(id)) ?? []).join('\n') : value.join(', ')
  }
  if (typeof value === 'object' && value !== null && 'url' in value) return String(value.url)
  return ''
}

/** Rich text as lines, one a block: what a reader would read out. */
const linesOf = (blocks: RichText): string => blocks.flatMap(blockLines).join('\n')

function blockLines(node: RichNode): string[] {
  const content = node.content ?? []
  const isLine = content.every(child => child.type === 'text' || INLINE.has(child.type))
  if (isLine) return [content.map(inline).join('') || picture(node)]
  const [first = '', ...rest] = content.flatMap(blockLines)
  return node.type === 'taskItem'
    ? [`${node.attrs?.checked ? '[x]' : '[ ]'} ${first}`, ...rest]
    : [first, ...rest]
}

const INLINE = new Set(['text', 'mention', 'hardBreak'])
const picture = ({ attrs }: RichNode): string => String(attrs?.alt ?? attrs?.src ?? '')
function inline({ type, text = '', attrs, marks = [] }: RichNode): string {
  if (type === 'mention') return `@${attrs?.label ?? attrs?.id ?? ''}`
  if (type === 'hardBreak') return ' '
  const address = marks.find(mark => mark.type === 'link')?.attrs?.href
  return address && address !== text ? `${text} (${address})` : text
}
