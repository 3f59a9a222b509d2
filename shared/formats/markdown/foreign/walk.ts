import type { RootContent } from 'mdast'
import { SECTIONS, type SectionName } from '../../../document/postmortem.ts'
import { richFromMdast } from '../richFromMdast.ts'
import { SECTION_DEPTH } from '../richToMdast.ts'
import { readActions } from './actionItems.ts'
import { classify, type Target } from './classify.ts'
import { readFact } from './facts.ts'
import { addTo, type Gathered, keep } from './gathered.ts'
import { readKeyEvents } from './keyEvents.ts'
import { lineOf, wordsOf } from './lines.ts'
import type { Section } from './outline.ts'
import { type Clock, isTimelineList, readBlock, readStatement, readTimedHeading } from './timelineRows.ts'

/** Reads a section and all below it to where it belongs; `parent` is where the section around it went. */
export function walk(section: Section, parent: Target | null, clock: Clock, gathered: Gathered): void {
  const own = classify(section.title)
  // "Impact" below "Impact", or "Timeline" named inside a root cause, stay where they are.
  const target = own ?? parent
  if (section.bullet && !own) {
    readLabelledBullet(section, clock, gathered)
    return
  }
  if (target === null || (own === null && target === 'imported')) keepSection(section, clock, gathered)
  else if (target === 'timeline') readTimeline(section, own !== null, clock, gathered)
  else if (target === 'keyEvents') readKeyEvents(section.nodes, clock, gathered)
  else if (target === 'actions') readActionSection(section, own !== null, gathered)
  else if (target === 'factors' || target === 'whys' || target === 'parked')
    readItems(section, target, own !== null, gathered)
  else readProse(section, target, own !== null && own !== parent, gathered)
  for (const child of section.children) walk(child, target ?? 'imported', clock, gathered)
}

/** The heading and blocks of a section, one level below where the section will stand. */
function withHeading({ heading, nodes }: Section): RootContent[] {
  if (!heading) return nodes
  const depth = Math.min(6, Math.max(heading.depth, SECTION_DEPTH + 1)) as 3 | 4 | 5 | 6
  return [{ ...heading, depth }, ...nodes]
}

function readProse(section: Section, target: Target, isOwn: boolean, gathered: Gathered): void {
  const name: SectionName = SECTIONS.find(known => known === target) ?? 'imported'
  addTo(gathered, name, richFromMdast(isOwn ? section.nodes : withHeading(section)))
}

/** A bullet such as `- **Time to repair**: 0h 16m` is a fact, or kept as it stood. */
function readLabelledBullet(section: Section, clock: Clock, gathered: Gathered): void {
  const [only, ...others] = section.nodes
  const value = only?.type === 'paragraph' && others.length === 0 ? lineOf(only.children) : ''
  const context = clock.reference === null ? null : { reference: clock.reference, timeZone: clock.zone }
  if (value && value.length < 60 && readFact(section.title, value, gathered, context)) return
  const left = takeTimelines(section.nodes, clock, gathered)
  if (left.length < section.nodes.length) keep(gathered, section.title, left)
  else if (value && value.length < 60) {
    addTo(gathered, 'imported', richFromMdast((section.bullet ?? []).slice(0, 1)))
    gathered.leftover.push(section.title)
  } else keep(gathered, section.title, section.nodes)
}

function keepSection(section: Section, clock: Clock, gathered: Gathered): void {
  const left = takeTimelines(section.nodes, clock, gathered)
  gathered.leftover.push(section.title)
  addTo(gathered, 'imported', richFromMdast(withHeading({ ...section, nodes: left })))
}

/** Takes lists that are timelines out of a section with another heading. */
function takeTimelines(nodes: readonly RootContent[], clock: Clock, gathered: Gathered): RootContent[] {
  return nodes.filter(node => !(isTimelineList(node) && readBlock(node, clock, gathered)))
}

function readTimeline(section: Section, isOwn: boolean, clock: Clock, gathered: Gathered): void {
  const heading = section.heading?.children ?? []
  if (!isOwn && readTimedHeading(heading, section.nodes, clock, gathered)) return
  let about = isOwn ? 'Timeline' : section.title
  const title = isOwn ? '' : section.title
  let left: RootContent[] = []
  const flush = (): void => {
    if (left.length > 0 || (title && about === title)) keep(gathered, about, left)
    left = []
  }
  for (const node of section.nodes) {
    if (readStatement(node, clock, gathered)) continue
    const before = gathered.rows.length
    if (!readBlock(node, clock, gathered)) {
      left.push(node)
      continue
    }
    flush()
    const last = gathered.rows.at(-1)
    if (last && gathered.rows.length > before) about = `Timeline: ${wordsOf(node).slice(0, 40).trim()}`
  }
  flush()
}

function readActionSection(section: Section, isOwn: boolean, gathered: Gathered): void {
  const isDone = /\b(completed|done)\b/i.test(section.title)
  const before = gathered.actions.length
  readActions(section.nodes, section.title || 'Action items', isDone, gathered)
  if (isOwn) {
    // A heading that says more than "Action items" keeps its words.
    const words = section.title.replace(
      /\b(action|items?|actions|follow[ -]?ups?|next|steps|review|following)\b|\W+/gi,
      '',
    )
    if (words !== '' && !gathered.leftover.includes(section.title)) keep(gathered, section.title, [])
    return
  }
  const group = section.title.replace(/\s*\((completed|done)\)/i, '')
  const isShort = group.split(' ').length <= 3 && !/\b(actions?|improvements?|immediate|term)\b/i.test(group)
  if (!isShort) {
    if (!gathered.leftover.includes(section.title)) keep(gathered, section.title, [])
    return
  }
  for (const [index, action] of gathered.actions.entries()) {
    if (index >= before) gathered.actions[index] = { ...action, text: `${group}: ${action.text}` }
  }
}

/** Factors, whys and parked ideas: each list item or table row is one; a section without any has one a paragraph. */
function readItems(
  section: Section,
  list: 'factors' | 'whys' | 'parked',
  isOwn: boolean,
  gathered: Gathered,
): void {
  const into = gathered[list]
  const hasList = section.nodes.some(node => node.type === 'list' || node.type === 'table')
  if (!isOwn) gathered.leftover.push(section.title)
  if (!isOwn) addTo(gathered, 'imported', richFromMdast(withHeading({ ...section, nodes: [] })))
  for (const node of section.nodes) {
    if (node.type === 'list') into.push(...node.children.map(item => itemText(item.children)))
    else if (node.type === 'table') {
      into.push(
        ...node.children.slice(1).map(row =>
          row.children
            .map(cell => lineOf(cell.children))
            .filter(Boolean)
            .join(' — '),
        ),
      )
    } else if (node.type === 'paragraph' && !hasList) into.push(lineOf(node.children))
    else keep(gathered, section.title, [node])
  }
}

/** An item and what stands below it as one line. */
function itemText(blocks: readonly RootContent[]): string {
  const [first, ...rest] = blocks
  const line = first?.type === 'paragraph' ? lineOf(first.children) : first ? wordsOf(first) : ''
  const below = rest.map(node =>
    node.type === 'list' ? node.children.map(item => itemText(item.children)).join('; ') : wordsOf(node),
  )
  return [line, ...below].filter(Boolean).join(' — ')
}
