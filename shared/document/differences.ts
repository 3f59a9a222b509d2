import { type Postmortem, type RichNode, type RichText, SECTIONS, type SectionName } from './postmortem.ts'
import { LISTS, type ListName } from './schema.ts'

/** One field that reads otherwise; '' stands for nothing. */
export interface FieldChange {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** A row that came, went, or changed; a section and the facts count as one row that changed. */
export interface RowChange {
  readonly id: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly fields: readonly FieldChange[]
}

/** What differs in one part of a postmortem. */
export interface PartChange {
  readonly part: 'facts' | SectionName | ListName
  readonly rows: readonly RowChange[]
}

/** The fields of each list that people read; order and links are not told as changes. */
const FIELDS: Readonly<Record<ListName, readonly string[]>> = {
  timeline: ['at', 'text', 'kind', 'state', 'source'],
  factors: ['text', 'category', 'group', 'chosen', 'waiver'],
  whys: ['text', 'evidence', 'systemic'],
  actions: ['text', 'owner', 'due', 'status', 'reason', 'type', 'tracker'],
  parked: ['text'],
}
const FACTS = [
  'title',
  'kind',
  'severity',
  'incident',
  'startedAt',
  'detectedAt',
  'mitigatedAt',
  'resolvedAt',
  'authors',
  'reviewers',
  'services',
  'tags',
] as const

/** What two states of a postmortem say differently, part by part as the page has them; equal parts are left out (D9). */
export function differences(before: Postmortem, after: Postmortem): PartChange[] {
  const facts = fieldsOf(FACTS, before, after)
  const sections = SECTIONS.map((part): PartChange => {
    const text = { field: 'text', before: linesOf(before[part]), after: linesOf(after[part]) }
    return { part, rows: text.before === text.after ? [] : [{ id: part, kind: 'changed', fields: [text] }] }
  })
  const lists = LISTS.map((part): PartChange => ({ part, rows: rowsOf(part, before, after) }))
  const first: PartChange = {
    part: 'facts',
    rows: facts.length > 0 ? [{ id: 'facts', kind: 'changed', fields: facts }] : [],
  }
  return [first, ...sections, ...lists].filter(({ rows }) => rows.length > 0)
}

function rowsOf(list: ListName, before: Postmortem, after: Postmortem): RowChange[] {
  const then = new Map<string, object>(before[list].map(row => [row.id, row]))
  const now = new Map<string, object>(after[list].map(row => [row.id, row]))
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((id): RowChange[] => {
    const [was, is] = [then.get(id), now.get(id)]
    const fields = fieldsOf(FIELDS[list], was ?? {}, is ?? {})
    if (fields.length === 0 && was && is) return []
    return [{ id, kind: was ? (is ? 'changed' : 'removed') : 'added', fields }]
  })
}

function fieldsOf(names: readonly string[], before: object, after: object): FieldChange[] {
  const changes = names.map(field => ({ field, before: said(before, field), after: said(after, field) }))
  return changes.filter(change => change.before !== change.after)
}

/** A field as words: lists with commas, yes for a mark, the address of a source. */
function said(row: object, field: string): string {
  const value = (row as Readonly<Record<string, unknown>>)[field]
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : ''
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'object' && value !== null && 'url' in value) return String(value.url)
  return ''
}

/** Rich text as lines, one a block: what a reader would read out. */
const linesOf = (blocks: RichText): string => blocks.flatMap(blockLines).join('\n')

function blockLines(node: RichNode): string[] {
  const content = node.content ?? []
  const isLine = content.every(child => child.type === 'text' || INLINE.has(child.type))
  return isLine ? [content.map(inline).join('') || picture(node)] : content.flatMap(blockLines)
}

const INLINE = new Set(['text', 'mention', 'hardBreak'])
const picture = ({ attrs }: RichNode): string => String(attrs?.alt ?? attrs?.src ?? '')
const inline = ({ type, text, attrs }: RichNode): string =>
  type === 'mention' ? `@${attrs?.label ?? attrs?.id ?? ''}` : type === 'hardBreak' ? ' ' : (text ?? '')
