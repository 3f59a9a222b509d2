import type { RootContent } from 'mdast'
import { SECTIONS, type SectionName } from '../../../document/postmortem.ts'
import { richFromMdast } from '../richFromMdast.ts'
import { SECTION_DEPTH } from '../richToMdast.ts'
import { readActions } from './actionItems.ts'
import { classify, type Target } from './classify.ts'
import { readFact } from './facts.ts'
import { addTo, type Gathered, keep, keepRich } from './gathered.ts'
import { readKeyEvents } from './keyEvents.ts'
import { lineOf, wordsOf } from './lines.ts'
import type { Section } from './outline.ts'
import {
  type Clock,
  isTimelineBlock,
  readBlock,
  readDayMarker,
  readStatement,
  readTimedHeading,
  shorten,
} from './timelineRows.ts'

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
  else if (target === 'summary') {
    const nodes = takeTimelines(section.nodes, clock, gathered)
    readProse({ ...section, nodes }, target, own !== null && own !== parent, gathered)
  } else readProse(section, target, own !== null && own !== parent, gathered)
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
  if (name === 'imported') keep(gathered, section.title, section.nodes)
  else addTo(gathered, name, richFromMdast(isOwn ? section.nodes : withHeading(section)))
}

/** Takes a section whose only paragraph is the short value of a fact; false for any other. */
function isFact({ title, nodes }: Section, clock: Clock, gathered: Gathered): boolean {
  const [only, ...others] = nodes
  const value = only?.type === 'paragraph' && others.length === 0 ? lineOf(only.children) : ''
  const context = clock.reference === null ? null : { reference: clock.reference, timeZone: clock.zone }
  return value !== '' && value.length < 60 && readFact(title, value, gathered, context)
}

/** A bullet such as `- **Time to repair**: 0h 16m` is a fact, or kept as it stood. */
function readLabelledBullet(section: Section, clock: Clock, gathered: Gathered): void {
  if (isFact(section, clock, gathered)) return
  const left = takeTimelines(section.nodes, clock, gathered)
  keepUnlessTaken(section, left, gathered)
}

function keepSection(section: Section, clock: Clock, gathered: Gathered): void {
  // In a form each fact has a heading: `### Severity`, and `S3` below it.
  if (section.children.length === 0 && isFact(section, clock, gathered)) return
  keepUnlessTaken(section, takeTimelines(section.nodes, clock, gathered), gathered)
}

/** Keeps what is left of a section; one whose list was a timeline is named in the report only. */
function keepUnlessTaken({ title, nodes }: Section, left: readonly RootContent[], gathered: Gathered): void {
  if (left.length < nodes.length) gathered.notes.push(`The list under “${title}” was read as timeline.`)
  if (left.length > 0 || nodes.length === 0) keep(gathered, title, left)
}

/** Takes lists that are timelines out of a section with another heading. */
function takeTimelines(nodes: readonly RootContent[], clock: Clock, gathered: Gathered): RootContent[] {
  return nodes.filter(node => !(isTimelineBlock(node, clock) && readBlock(node, clock, gathered)))
}

function readTimeline(section: Section, isOwn: boolean, clock: Clock, gathered: Gathered): void {
  const heading = section.heading?.children ?? []
  if (!isOwn && readTimedHeading(heading, section.nodes, clock, gathered)) return
  const isDay = !isOwn && readDayMarker(section.title, clock, gathered)
  let about = isOwn || isDay ? 'Timeline' : section.title
  if (!isOwn && !isDay) keep(gathered, about, [])
  for (const node of section.nodes) {
    if (readStatement(node, clock, gathered)) continue
    if (node.type === 'paragraph' && readDayMarker(lineOf(node.children), clock, gathered)) continue
    if (readBlock(node, clock, gathered)) about = `Timeline: ${shorten(gathered.rows.at(-1)?.text ?? '')}`
    else keep(gathered, about, [node])
  }
}

const PLAIN_ACTIONS =
  /^(\W|proposed|action|items?|actions|follow[ -]?ups?|next|steps|review|following|remediation|corrective|preventative)+$/i

function readActionSection(section: Section, isOwn: boolean, gathered: Gathered): void {
  const isDone = /\b(completed|done)\b/i.test(section.title)
  const before = gathered.actions.length
  const isAlone = section.children.length === 0
  readActions(section.nodes, { heading: section.title, isDone, isAlone }, gathered)
  const count = gathered.actions.length - before
  const group = section.title.replace(/\s*\((completed|done)\)/i, '')
  const isGroup =
    !isOwn && group.split(' ').length <= 3 && !/\b(actions?|improvements?|immediate|term)\b/i.test(group)
  if (isGroup) {
    for (const [index, action] of gathered.actions.entries()) {
      if (index >= before) gathered.actions[index] = { ...action, text: `${group}: ${action.text}` }
    }
  } else if (!PLAIN_ACTIONS.test(section.title)) {
    // A heading that says more than “Action items” keeps its words.
    const heading = richFromMdast(
      section.heading ? [{ type: 'paragraph', children: section.heading.children }] : [],
    )
    keepRich(gathered, 'Action items', [
      ...heading,
      ...richFromMdast([paragraphOf(`${count} of the actions`)]),
    ])
  }
}

const paragraphOf = (value: string): RootContent => ({
  type: 'paragraph',
  children: [{ type: 'text', value }],
})

/** Factors, whys and parked ideas: each list item or table row is one; a section without any has one a paragraph. */
function readItems(
  section: Section,
  list: 'factors' | 'whys' | 'parked',
  isOwn: boolean,
  gathered: Gathered,
): void {
  const into = gathered[list]
  const hasList = section.nodes.some(node => node.type === 'list' || node.type === 'table')
  if (!isOwn) keep(gathered, section.title, [])
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
