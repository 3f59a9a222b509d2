import type { Heading, ListItem, Paragraph, RootContent } from 'mdast'
import { classify } from './classify.ts'
import { lineOf, sourceLines, wordsOf } from './lines.ts'
import { KIND_OF_REPORT, LABELLED_TITLE } from './title.ts'

/** A heading with what stands below it. */
export interface Section {
  readonly title: string
  readonly heading: Heading | null
  /** The blocks as they stood, with their label, when the section was a bullet such as `- **Impact**: …`. */
  readonly bullet: readonly RootContent[] | null
  readonly nodes: RootContent[]
  readonly children: Section[]
}

export interface Outline {
  readonly title: string
  readonly intro: readonly RootContent[]
  readonly sections: readonly Section[]
}

/** The headings of a report as a tree; bullets that begin with a bold label stand for sections too. */
export function outlineOf(blocks: readonly RootContent[], otherwiseTitled: string): Outline {
  const first = blocks.findIndex(block => block.type === 'heading')
  const heading = blocks[first]
  const stated = otherwiseTitled || statedTitle(blocks.slice(0, first < 0 ? blocks.length : first))
  const isTitle =
    heading?.type === 'heading' &&
    !isForm(lineOf(heading.children)) &&
    (isOnlyFirst(heading, blocks) ||
      (!classify(lineOf(heading.children)) && (stated === '' || heading.depth === 1)))
  const title = isTitle && heading?.type === 'heading' ? headingOf(heading.children) : stated
  const root: Section = { title: '', heading: null, bullet: null, nodes: [], children: [] }
  const open: Section[] = [root]
  for (const [index, block] of blocks.entries()) {
    if (isTitle && index === first) continue
    if (block.type !== 'heading') {
      open.at(-1)?.nodes.push(block)
      continue
    }
    const section: Section = {
      title: headingOf(block.children),
      heading: block,
      bullet: null,
      nodes: [],
      children: [],
    }
    while (open.length > 1 && (open.at(-1)?.heading?.depth ?? 0) >= block.depth) open.pop()
    open.at(-1)?.children.push(section)
    open.push(section)
  }
  const { intro, labelled } = splitLabelled(root.nodes)
  const named = title === '' || isForm(title) ? titleSection(root.children) : null
  const sections = [...labelled, ...root.children.filter(section => section !== named)]
  return { title: named ? wordsOf(named.nodes[0] as RootContent) : title, intro, sections }
}

/** A first heading that is above all others may be called “Incident summary” and still be the title. */
const isOnlyFirst = (heading: Heading, blocks: readonly RootContent[]): boolean =>
  heading.depth === 1 &&
  !blocks.some(block => block !== heading && block.type === 'heading' && block.depth === 1)

/** The title that stands above the first heading: behind a label, behind “Postmortem:”, or as a line in bold; or ''. */
function statedTitle(blocks: readonly RootContent[]): string {
  for (const block of blocks.slice(0, 3)) {
    if (block.type !== 'paragraph') continue
    const lines = sourceLines(block.children)
    for (const line of lines.slice(0, 12)) {
      const words = lineOf(line).trim()
      const labelled = LABELLED_TITLE.exec(words)?.[1]
      if (labelled) return labelled
      if (
        words.length <= LONGEST_TITLE &&
        KIND_OF_REPORT.test(words) &&
        words.replace(KIND_OF_REPORT, '') !== ''
      )
        return words
    }
  }
  const [block] = blocks
  const [line, ...others] = block?.type === 'paragraph' ? block.children : []
  const words = line?.type === 'strong' && others.length === 0 ? lineOf(line.children).trim() : ''
  return words.length <= LONGEST_TITLE && !words.endsWith(':') ? words : ''
}

const LONGEST_TITLE = 160

const isForm = (title: string): boolean => /^(?:incident )?title$/i.test(title)

/** The section of a form that holds the title: `### Title`, with one line below it. */
function titleSection(sections: readonly Section[]): Section | null {
  const found = sections.find(({ title }) => isForm(title))
  return found?.nodes.length === 1 && found.nodes[0]?.type === 'paragraph' ? found : null
}

/** Takes lists of labelled bullets out of the text before the first heading. */
function splitLabelled(nodes: readonly RootContent[]): { intro: RootContent[]; labelled: Section[] } {
  const intro: RootContent[] = []
  const labelled: Section[] = []
  for (const node of nodes) {
    const sections = node.type === 'list' ? node.children.map(labelledItem) : []
    const found = sections.filter(section => section !== null)
    if (found.length >= 2 && found.length === sections.length) labelled.push(...found)
    else if (labelled.length > 0) labelled.at(-1)?.nodes.push(node)
    else intro.push(node)
  }
  return { intro, labelled }
}

function labelledItem(item: ListItem): Section | null {
  const [line, ...rest] = item.children
  if (line?.type !== 'paragraph') return null
  const split = splitLabel(line)
  if (!split) return null
  const nodes: RootContent[] = [...(split.rest ? [split.rest] : []), ...rest]
  return { title: split.label, heading: null, bullet: item.children, nodes, children: [] }
}

/** `**Label**: rest` or `**Label:** rest` taken apart; null for a line that does not begin so. */
export function splitLabel({ children }: Paragraph): { label: string; rest: Paragraph | null } | null {
  const [strong, next, ...others] = children
  if (strong?.type !== 'strong') return null
  const label = lineOf(strong.children)
  const after = next?.type === 'text' ? next.value : ''
  const isLabel = /:\s*$/.test(label) || /^\s*:/.test(after) || next === undefined
  if (!isLabel || label.length > 40 || /\d:\d/.test(label)) return null
  const value = after.replace(/^\s*:\s*/, '').trimStart()
  const rest = [...(next?.type === 'text' ? [{ ...next, value }] : next ? [next] : []), ...others]
  const hasRest = rest.some(node => node.type !== 'text' || node.value.trim() !== '')
  return {
    label: label.replace(/\s*:\s*$/, ''),
    rest: hasRest ? { type: 'paragraph', children: rest } : null,
  }
}

/** The words of a heading, without the anchor that an export writes after them: `Overview {#overview}`. */
const headingOf = (children: Parameters<typeof lineOf>[0]): string => {
  const line = lineOf(children)
  const anchor = /\{#[^{}]{1,80}\}$/.exec(line.slice(-LONGEST_ANCHOR))
  return anchor ? line.slice(0, -anchor[0].length).trimEnd() : line
}
const LONGEST_ANCHOR = 100
