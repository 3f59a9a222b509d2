import type { BlockContent, DefinitionContent, Heading, List, Root, RootContent, Table } from 'mdast'
import { type RichText, SECTIONS, type SectionName } from '../../document/postmortem.ts'
import { LIST_TITLES, SECTION_TITLES } from '../words.ts'
import { readHeader } from './header.ts'
import { EMPTY_TEXT } from './lists.ts'
import type { OwnDetails, OwnPostmortem } from './ownDetails.ts'
import { linkUp } from './ownDetails.ts'
import { readPlain } from './plainText.ts'
import { canonical } from './richCanonical.ts'
import { richFromMdast } from './richFromMdast.ts'

/** Reads what `toMarkdown` wrote, word for word; sections that somebody added by hand are kept as imported. */
export function readOwn(tree: Root, source: string): OwnPostmortem {
  const [title, ...rest] = tree.children
  const parts = split(rest)
  const header = parts[0]?.nodes.find(node => node.type === 'paragraph')
  const facts = readHeader(
    title?.type === 'heading' ? readPlain(title.children) : '',
    source.slice(header?.position?.start.offset ?? 0, header?.position?.end.offset ?? 0),
  )
  const sections: Partial<Record<SectionName, RichText>> = {}
  const details: OwnDetails = { timeline: [], factors: [], whys: [], actions: [], parked: [] }
  for (const { heading, nodes } of parts.slice(1)) {
    const name = SECTIONS.find(section => SECTION_TITLES[section] === headingText(heading))
    const list = LISTS.find(key => LIST_TITLES[key] === headingText(heading))
    if (name) sections[name] = [...(sections[name] ?? []), ...canonical(richFromMdast(nodes))]
    else if (list) READERS[list](nodes, details)
    else
      sections.imported = [
        ...(sections.imported ?? []),
        ...canonical(richFromMdast([...(heading ? [heading] : []), ...nodes])),
      ]
  }
  return { facts, sections, ...linkUp(details, facts.startedAt ?? '') }
}

const LISTS = ['timeline', 'factors', 'whys', 'actions', 'parked'] as const

const headingText = (heading: Heading | null): string => (heading ? readPlain(heading.children) : '')

interface Part {
  readonly heading: Heading | null
  readonly nodes: RootContent[]
}

function split(nodes: readonly RootContent[]): Part[] {
  const parts: Part[] = [{ heading: null, nodes: [] }]
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth <= 2) parts.push({ heading: node, nodes: [] })
    else parts.at(-1)?.nodes.push(node)
  }
  return parts
}

type Blocks = readonly RootContent[]

const READERS: Record<(typeof LISTS)[number], (nodes: Blocks, into: OwnDetails) => void> = {
  timeline: (nodes, into) => into.timeline.push(...nodes.flatMap(tableRows)),
  actions: (nodes, into) => into.actions.push(...nodes.flatMap(tableRows)),
  factors: (nodes, into) => into.factors.push(...nodes.flatMap(numberedItems)),
  whys: (nodes, into) => into.whys.push(...nodes.flatMap(numberedItems)),
  parked: (nodes, into) => into.parked.push(...nodes.flatMap(numberedItems).map(({ text }) => text)),
}

function tableRows(node: RootContent): Record<string, string>[] {
  if (node.type !== 'table') return []
  const heads = headsOf(node)
  return node.children
    .slice(1)
    .map(row => Object.fromEntries(heads.map((head, index) => [head, cellOf(row, index, head)])))
}

const headsOf = (table: Table): string[] =>
  table.children[0]?.children.map(cell => readPlain(cell.children)) ?? []

/** A cell's text; a source is a link, whose words and address are kept apart by a line break. */
function cellOf(row: Table['children'][number], index: number, head: string): string {
  const children = row.children[index]?.children ?? []
  const [link] = children
  // An address that became a link by itself is a type that looks like one.
  const words = link?.type === 'link' ? readPlain(link.children) : ''
  if (head === 'Source' && link?.type === 'link' && !link.url.endsWith(words)) return `${words}\n${link.url}`
  return readPlain(children)
}

function numberedItems(node: RootContent): { text: string; details: string[] }[] {
  if (node.type !== 'list') return []
  return node.children.map(({ children }) => ({
    text: textOf(children[0]),
    details: children.filter(child => child.type === 'list').flatMap(detailsOf),
  }))
}

const detailsOf = (list: List): string[] => list.children.map(({ children }) => textOf(children[0]))

function textOf(block: BlockContent | DefinitionContent | undefined): string {
  const text = block?.type === 'paragraph' ? readPlain(block.children) : ''
  return text === EMPTY_TEXT ? '' : text
}
