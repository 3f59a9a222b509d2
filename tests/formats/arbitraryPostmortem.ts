import fc from 'fast-check'
import {
  ACTION_STATUSES,
  ACTION_TYPES,
  CATEGORIES,
  KINDS,
  type Postmortem,
  PRECISIONS,
  ROW_KINDS,
  ROW_STATES,
  SEVERITIES,
} from '../../shared/document/postmortem.ts'
import { nastyText, richText } from './arbitraryText.ts'

/** Text of one cell; a null character cannot be written in Markdown, which replaces it. */
const cell = nastyText().map(text => text.replaceAll('\u0000', ''))
const word = cell.filter(text => text !== '')

const instant = fc.oneof(
  { weight: 1, arbitrary: fc.constant('') },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom('s', 'ms', 'min', 'day'))
      .map(([minutes, form]) => {
        const iso = new Date(Date.UTC(2026, 4, 27) + minutes * 61_000).toISOString()
        if (form === 'ms') return iso
        if (form === 's') return `${iso.slice(0, 19)}Z`
        return form === 'min' ? `${iso.slice(0, 16)}:00Z` : `${iso.slice(0, 10)}T00:00:00Z`
      }),
  },
)

const source = fc.record({
  type: fc.oneof(
    fc.constantFrom('', 'slack', 'pagerduty', 'on call'),
    word.map(text => text.replace(/[()\r\n]/g, '')),
  ),
  url: fc.oneof(
    fc.constantFrom('', 'https://x.y/a_b?c=d|e', 'javascript:alert(1)', 'a b)', 'http://[::1]/(x)'),
  ),
})

const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 4 })
const links = (ids: readonly string[]) => fc.subarray([...ids])
const numbered = <T>(items: readonly T[], letter: string) =>
  items.map((item, index) => ({ ...item, id: `${letter}-${index}`, order: `a${index}` }))
const idsOf = (letter: string) => Array.from({ length: 4 }, (_, index) => `${letter}-${index}`)

const sections = fc.record({
  summary: richText,
  impact: richText,
  rootCause: richText,
  wentWell: richText,
  couldImprove: richText,
  lucky: richText,
  lessons: richText,
  imported: richText,
})

const facts = fc.record({
  title: cell,
  kind: fc.constantFrom(...KINDS),
  severity: fc.constantFrom('' as const, ...SEVERITIES),
  incident: cell,
  startedAt: instant,
  detectedAt: instant,
  mitigatedAt: instant,
  resolvedAt: instant,
  authors: fc.uniqueArray(word, { maxLength: 3 }),
  reviewers: fc.uniqueArray(word, { maxLength: 3 }),
  services: fc.uniqueArray(word, { maxLength: 3 }),
  tags: fc.uniqueArray(word, { maxLength: 3 }),
  timeZone: fc.constantFrom('', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'),
})

const lists = fc.record({
  timeline: some(
    fc.record({
      at: instant,
      precision: fc.constantFrom(...PRECISIONS),
      text: cell,
      kind: fc.constantFrom(...ROW_KINDS),
      source,
      state: fc.constantFrom(...ROW_STATES),
    }),
  ),
  factors: some(
    fc.record({
      text: cell,
      category: fc.constantFrom('' as const, ...CATEGORIES),
      group: cell,
      chosen: fc.boolean(),
      waiver: cell,
      rows: links(idsOf('row')),
    }),
  ),
  whys: some(
    fc.record({
      text: cell,
      parents: links([...idsOf('why'), ...idsOf('factor')]),
      evidence: cell,
      systemic: fc.boolean(),
    }),
  ),
  actions: some(
    fc.record({
      text: cell,
      owner: cell,
      due: fc.oneof(fc.constantFrom('', '2026-06-03'), cell),
      status: fc.constantFrom(...ACTION_STATUSES),
      reason: cell,
      tracker: fc.oneof(fc.constantFrom('', 'INFRA-4521', 'https://x.y/issues/1'), cell),
      type: fc.constantFrom('' as const, ...ACTION_TYPES),
      factors: links(idsOf('factor')),
    }),
  ),
  parked: some(fc.record({ text: cell })),
})

/** Any postmortem that the document's schema allows, with links between items that are there. */
export const anyPostmortem: fc.Arbitrary<Postmortem> = fc
  .tuple(facts, sections, lists)
  .map(([head, text, items]) => {
    const ids = new Set([
      ...items.timeline.map((_, index) => `row-${index}`),
      ...items.factors.map((_, index) => `factor-${index}`),
      ...items.whys.map((_, index) => `why-${index}`),
    ])
    const known = (wanted: readonly string[]) => wanted.filter(id => ids.has(id))
    return {
      id: 'any',
      schema: 1,
      ...head,
      ...text,
      timeline: numbered(items.timeline, 'row'),
      factors: numbered(items.factors, 'factor').map(item => ({ ...item, rows: known(item.rows) })),
      whys: numbered(items.whys, 'why').map(item => ({ ...item, parents: known(item.parents) })),
      actions: numbered(items.actions, 'action').map(item => ({ ...item, factors: known(item.factors) })),
      parked: numbered(items.parked, 'parked'),
      comments: [],
    }
  })
