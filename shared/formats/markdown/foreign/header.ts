import type { ListItem, PhrasingContent, RootContent } from 'mdast'
import { isoSecond } from '../../../base/time.ts'
import type { TimeContext } from '../../time/readTime.ts'
import { readTime } from '../../time/readTime.ts'
import { richFromMdast } from '../richFromMdast.ts'
import { readFact } from './facts.ts'
import { addTo, type Gathered, keep } from './gathered.ts'
import { lineOf, sourceLines } from './lines.ts'

const FACT = /^(\p{L}[\p{L} ()#/-]{1,30}?)\s*[:=]\s*(.+)$/u
const BOLD = /^\s*$/

/**
 * Reads what stands above the first section: lines such as `**Severity:** SEV2` become facts, lines of that form that
 * are not known are kept, and prose goes to the end of the summary.
 */
export function readIntro(
  nodes: readonly RootContent[],
  context: TimeContext | null,
  gathered: Gathered,
): RootContent[] {
  const prose: RootContent[] = []
  for (const node of nodes) {
    if (node.type === 'paragraph') {
      const left = sourceLines(node.children).filter(line => !takeFact(line, context, gathered))
      const facts = left.filter(line => isFactLine(line))
      const rest = left.filter(line => !isFactLine(line))
      if (facts.length > 0)
        keep(
          gathered,
          'Header',
          facts.map(children => ({ type: 'paragraph', children })),
        )
      if (facts.length === 0 && rest.length === sourceLines(node.children).length) prose.push(node)
      else if (rest.length > 0)
        prose.push({ type: 'paragraph', children: rest.flatMap(line => [...line, SPACE]) })
    } else if (node.type === 'list' && node.children.some(item => isFactItem(item))) {
      const left = node.children.filter(item => !(isFactItem(item) && takeItem(item, context, gathered)))
      if (left.length > 0) keep(gathered, 'Header', [{ ...node, children: left }])
    } else if (
      node.type === 'table' &&
      node.children.length === 2 &&
      (node.children[0]?.children.length ?? 0) > 2
    ) {
      // One row of labels, and their values below.
      const [labels, values] = node.children
      const taken = (labels?.children ?? []).map((label, at) =>
        readFact(lineOf(label.children), lineOf(values?.children[at]?.children ?? []), gathered, context),
      )
      const isLeft = (_: unknown, at: number): boolean => !taken[at]
      if (taken.includes(false))
        keep(gathered, 'Header', [
          {
            ...node,
            children: node.children.map(row => ({ ...row, children: row.children.filter(isLeft) })),
          },
        ])
    } else if (node.type === 'table' && node.children.every(row => row.children.length === 2)) {
      const left = node.children.filter(({ children: [label, value] }) => {
        const [name, text] = [lineOf(label?.children ?? []), lineOf(value?.children ?? [])]
        return name !== '' && !readFact(name.replace(/:$/, ''), text, gathered, context)
      })
      if (left.length > 0) keep(gathered, 'Header', [{ ...node, children: left }])
    } else if (node.type !== 'thematicBreak') prose.push(node)
  }
  return prose
}

/** A bullet such as `- Severity: high`. */
const isFactItem = ({ children: [line, ...rest] }: ListItem): boolean =>
  line?.type === 'paragraph' && rest.length === 0 && FACT.test(lineOf(line.children))

const takeItem = (item: ListItem, context: TimeContext | null, gathered: Gathered): boolean => {
  const [line] = item.children
  return line?.type === 'paragraph' && takeFact(line.children, context, gathered)
}

/** `Sev: SEV2 | IC: Noor`, `Severity: 3 · Zone: UTC`. */
const BETWEEN_FACTS = /\s{1,4}[|·•]\s{1,4}(?=\p{L}[\p{L} ()#/-]{1,30}:)/u

const SPACE: PhrasingContent = { type: 'text', value: ' ' }

function takeFact(
  line: readonly PhrasingContent[],
  context: TimeContext | null,
  gathered: Gathered,
): boolean {
  const taken = lineOf(line)
    .split(BETWEEN_FACTS)
    .map(part => FACT.exec(part))
    .map(match => match !== null && readFact(match[1] ?? '', match[2] ?? '', gathered, context))
  return !taken.includes(false)
}

/** A line whose label is set in bold, or is one short word: part of a header, not prose. */
function isFactLine(line: readonly PhrasingContent[]): boolean {
  const match = FACT.exec(lineOf(line))
  if (!match) return false
  const first = line.find(node => node.type !== 'text' || !BOLD.test(node.value))
  return (
    first?.type === 'strong' ||
    /^(last modified|published|status|created|date|updated|version)$/i.test(match[1] ?? '')
  )
}

const SPAN = /\bfrom (\d{1,2}:\d{2}) (?:to|until) (\d{1,2}:\d{2}(?: ?[A-Z]{2,4}\b)?)/

/** Puts the prose of the introduction after the summary, and reads “from 16:58 to 18:46 UTC” in it. */
export function placeProse(
  prose: readonly RootContent[],
  context: TimeContext | null,
  gathered: Gathered,
): void {
  addTo(gathered, 'summary', richFromMdast(prose))
  const text = prose.map(node => (node.type === 'paragraph' ? lineOf(node.children) : '')).join(' ')
  const match = SPAN.exec(text)
  if (!match || !context || gathered.facts.startedAt || gathered.facts.resolvedAt) return
  const end = readTime(match[2] ?? '', context)
  const start = readTime(match[1] ?? '', { ...context, timeZone: end.ok ? end.value.zone : context.timeZone })
  if (!start.ok || !end.ok) return
  gathered.facts.startedAt = isoSecond(Date.parse(start.value.at))
  gathered.facts.resolvedAt = end.value.at
  gathered.notes.push(`Start and end were read from “${match[0]}”.`)
}
