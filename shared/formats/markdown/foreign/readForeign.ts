import { generateNKeysBetween } from 'fractional-indexing'
import type { Root, RootContent } from 'mdast'
import { DAY, HOUR } from '../../../base/time.ts'
import type { Facts, Postmortem, RowKind } from '../../../document/postmortem.ts'
import { emptyPostmortem } from '../../../document/seed.ts'
import type { ImportedPostmortem } from '../../report.ts'
import { findDay } from '../../time/days.ts'
import { readTime } from '../../time/readTime.ts'
import { zoneNamedIn } from '../../time/zoneNames.ts'
import { isWinterNameInSummer, ZONE } from '../../time/zones.ts'
import { parseMarkdown, resolveReferences } from '../parseMarkdown.ts'
import { reportOn } from '../reportOn.ts'
import { canonical } from '../richCanonical.ts'
import { classify } from './classify.ts'
import { readFact, readSeverityInText } from './facts.ts'
import { splitFrontMatter } from './frontMatter.ts'
import { type Gathered, keepRich, keptText, nothingGathered, timelineOf } from './gathered.ts'
import { placeProse, readIntro } from './header.ts'
import { lineOf, sourceLines, wordsOf } from './lines.ts'
import { outlineOf } from './outline.ts'
import { withMarkdownStructure } from './plainStructure.ts'
import { type Clock, isTimelineBlock, readBlock, readStatement } from './timelineRows.ts'
import { titleOf } from './title.ts'
import { walk } from './walk.ts'

/**
 * Reads a report that was written elsewhere: what a person would recognise goes to its place, and everything else to
 * `imported`, so that no word of the file is lost.
 */
export function readForeign(source: string, newId: () => string): ImportedPostmortem {
  const { entries, body } = splitFrontMatter(source)
  const tree = parseMarkdown(withMarkdownStructure(body))
  const { blocks, unused } = resolveReferences(tree)
  const gathered = nothingGathered()
  const meta = new Map(entries.map(([key, value]) => [key.toLowerCase(), value]))
  const outline = outlineOf(blocks, meta.get('title') ?? '')
  const reference = dayOf(`${outline.title} ${meta.get('date') ?? ''}`, tree)
  const zone = zoneNamedIn(meta.get('timezone') ?? meta.get('time zone') ?? '') || statedZone(blocks)
  const clock: Clock = { zone, reference, previous: null, zero: zeroIn(source, zone) }
  const context = reference === null ? null : { reference, timeZone: clock.zone }

  gathered.facts.title = outline.title

  const leftEntries = entries.filter(
    ([key, value]) => !isTitle(key, value, outline.title) && !readFact(key, value, gathered, context),
  )
  const intro = outline.intro.filter(
    node => !(isTimelineBlock(node, clock) && readBlock(node, clock, gathered)),
  )
  const prose = readIntro(intro, context, gathered)
  for (const section of outline.sections) walk(section, null, clock, gathered)
  placeProse(prose, context, gathered)
  if (leftEntries.length > 0)
    keepRich(
      gathered,
      'Front matter',
      leftEntries.map(([key, value]) => line(`${key}: ${value}`)),
    )
  if (unused.length > 0)
    keepRich(
      gathered,
      'Links',
      unused.map(({ label, identifier, url }) => line(`${label ?? identifier}: ${url}`)),
    )
  completeFacts(gathered)
  readSeverityInText(source, gathered)
  const postmortem = finish(outline.title, gathered, newId)
  addNotes(postmortem, clock, OF_A_ZONE.exec(source)?.[0] ?? '', gathered)
  return { postmortem, report: reportOn(postmortem, gathered.notes, [...gathered.kept.keys()]) }
}

const line = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })

const isTitle = (key: string, value: string, title: string): boolean =>
  key.toLowerCase() === 'title' && value === title

/** Noon of the day that the title names, or else of the first whole date in the file. */
function dayOf(title: string, tree: Root): number | null {
  const first = labelledDay(tree) ?? firstDay(tree)
  // A title may leave the year out; it is then that of the day that stands first.
  const found = findDay(title, first ? new Date(first.wall).getUTCFullYear() : null) ?? first
  return found ? found.wall + 12 * HOUR : null
}

const DAY_LABEL =
  /^\W*(?:incident |outage )?(?:date|day)(?: of (?:the )?(?:incident|outage))?\W(?!of\b)|^\W*(?:datum|fecha|data|jour)\W/i
/** Days that tell when the report was written. */
const WRITTEN =
  /^(?:from|sent|to):|\b(?:last (?:updated|modified|edited)|created|published|generated|written)\b/i
const MOST_LABELLED = 20
/** The header of a mail, whose day is the one on which it was sent. */
const MAIL = /^(?:from|von|de|da):\s/i

/** The day that a line such as `Incident date: …` near the top gives. */
function labelledDay(tree: Root): { wall: number } | null {
  for (const block of tree.children.slice(0, MOST_LABELLED)) {
    const lines = linesOf(block)
    if (lines.some(line => MAIL.test(line))) continue
    for (const text of lines) {
      const found = DAY_LABEL.test(text) && !/\d:\d\d:\d\d/.test(text) ? findDay(text, null) : null
      if (found) return found
    }
  }
  return null
}

const linesOf = (block: RootContent): string[] => {
  if (block.type === 'table') return block.children.map(wordsOf)
  if (block.type === 'list') return block.children.map(wordsOf)
  return block.type === 'paragraph' ? sourceLines(block.children).map(line => lineOf(line)) : []
}

const ZERO =
  /^[^\S\n]{0,4}(?:[-*•][^\S\n])?[*_]{0,2}(?:T ?[+-]? ?0|T(?= ?=)|[\p{L} ]{1,30}\(T(?: ?[+-]? ?0)?\))[*_]{0,2}[^\S\n]?(?:=|:|is)[*_]{0,2}[^\S\n]?(.{8,80})$/mu

/** The instant that `T+5m` counts from, in ms, as a line `T0 = …` or `Start (T): …` gives it; null when none does. */
function zeroIn(source: string, zone: string): number | null {
  const stated = ZERO.exec(source)?.[1]
  const read = stated === undefined ? null : readTime(stated, { reference: 0, timeZone: zone })
  return read?.ok && read.value.hasDay && read.value.precision === 'minute' ? Date.parse(read.value.at) : null
}

function firstDay(tree: Root): { wall: number } | null {
  let mailYear: number | null = null
  for (const block of tree.children) {
    // A due date is no day of the incident.
    if (block.type === 'heading' && classify(wordsOf(block)) === 'actions') return null
    const lines = block.type === 'paragraph' ? linesOf(block) : [wordsOf(block)]
    if (lines.some(line => MAIL.test(line))) {
      // A mail is written after the incident, mostly in its year.
      const sent = findDay(
        lines.find(line => /^(?:date|sent|datum|gesendet|fecha|enviado|envoyé):/i.test(line)) ?? '',
        null,
      )
      if (sent) mailYear = new Date(sent.wall).getUTCFullYear()
      continue
    }
    for (const words of lines) {
      const found = WRITTEN.test(words.slice(0, 200)) ? null : findDay(words, mailYear)
      if (found) return found
    }
  }
  return null
}

/** The zone of the first “All times in …”, wherever it stands. */
function statedZone(blocks: readonly RootContent[]): string {
  const clock: Clock = { zone: '', reference: null, previous: null, zero: null }
  for (const block of blocks) {
    if (readStatement(block, clock, nothingGathered())) return clock.zone
    const zone = zoneSaidIn(wordsOf(block), block.type === 'heading')
    if (zone !== '') return zone
  }
  return ''
}

/** The zone that a block names for its times (`times below are EDT`), or a heading in brackets: `Timeline (PT)`. */
function zoneSaidIn(words: string, isHeading: boolean): string {
  const bracket = isHeading
    ? /\(([^()]{1,60})\)\s{0,3}(?:\{#[^{}]{1,80}\})?$/.exec(words.slice(-200))?.[1]
    : undefined
  const last = bracket?.split(/,\s*|\s+/).at(-1) ?? ''
  if (last !== '' && ZONE.exec(last)?.[0] === last) return last
  const start = words.slice(0, 400)
  const label = ZONE_LABEL.exec(start)
  if (label) return zoneNamedIn(start.slice(label.index + label[0].length).slice(0, 60))
  return zoneNamedIn(OF_ALL_TIMES.exec(start)?.[1] ?? '')
}

const ZONE_LABEL =
  /\b(?:time ?zone|time reference|zeitzone|fuseau horaire|zona horaria|fuso horário)\b\W{0,6}|\b(?:zone|times|zeiten|heures|horas)\b[*_]{0,2}\s?[:=]/i
/** A sentence that tells the zone of all times, whichever it is. */
const OF_A_ZONE = /\ball (?:the )?(?:times|timestamps) (?:below |here )?(?:are|in)\b[^.\n]{1,60}/i
/** What a sentence says of all times: `All times below are British Summer Time`. */
const OF_ALL_TIMES =
  /\b(?:all (?:the )?(?:times|timestamps|clock times)|times (?:in (?:this|the) (?:report|document|review|timeline|table) )?(?:are|below|above|shown|given|listed|here)|alle (?:uhr)?zeiten|local time|toutes les heures|todas las horas)\b([^.;\n]{0,100})/i

type InstantField = 'startedAt' | 'detectedAt' | 'mitigatedAt' | 'resolvedAt'

/** Instants that the header does not state are taken from the rows that tell them, if they are in a sensible order. */
function completeFacts({ facts, rows, notes }: Gathered): void {
  const timed = withoutOutliers(
    rows.filter(row => row.precision === 'minute').toSorted((a, b) => (a.at < b.at ? -1 : 1)),
  )
  const at = (kind: RowKind): string[] => timed.filter(row => row.kind === kind).map(row => row.at)
  const taken: string[] = []
  const take = (field: InstantField, instant: string | undefined): void => {
    if (facts[field] || !instant) return
    facts[field] = instant
    taken.push(field.replace(/At$/, ''))
  }
  const [detected] = at('detect')
  const [onset] = at('onset')
  const [first] = timed
  if (onset && (!detected || onset <= detected)) take('startedAt', onset)
  else if (timed.length > 2 && first?.kind !== 'detect') take('startedAt', first?.at)
  const start = facts.startedAt ?? ''
  take(
    'detectedAt',
    at('detect').find(instant => instant >= start),
  )
  take(
    'resolvedAt',
    at('resolve').findLast(instant => instant >= start),
  )
  const end = facts.resolvedAt ?? '\uffff'
  take(
    'mitigatedAt',
    at('mitigate').findLast(instant => instant >= start && instant <= end),
  )
  if (taken.length > 0) notes.push(`Read from the timeline, please check: ${taken.join(', ')}.`)
}

/** Rows within a month of the middle one: a mistyped year says nothing about when the incident began. */
function withoutOutliers<T extends { at: string }>(rows: readonly T[]): readonly T[] {
  const middle = Date.parse(rows[Math.floor(rows.length / 2)]?.at ?? '')
  return rows.filter(row => Math.abs(Date.parse(row.at) - middle) < 30 * DAY)
}

function finish(heading: string, gathered: Gathered, newId: () => string): Postmortem {
  const facts: Partial<Facts> = { ...gathered.facts, title: titleOf(heading, gathered.facts.startedAt ?? '') }
  const withOrder = <T>(items: readonly T[]): (T & { id: string; order: string })[] => {
    const keys = generateNKeysBetween(null, null, items.length)
    return items.map((item, index) => ({ ...item, id: newId(), order: keys[index] ?? '' }))
  }
  const sections = Object.entries(gathered.sections).map(([name, blocks]) => [name, canonical(blocks)])
  return {
    ...emptyPostmortem(newId(), facts),
    ...Object.fromEntries(sections),
    imported: canonical(keptText(gathered)),
    timeline: timelineOf(gathered.rows, newId),
    factors: withOrder(
      gathered.factors.map(text => ({
        text,
        category: '' as const,
        group: '',
        chosen: false,
        waiver: '',
        rows: [],
      })),
    ),
    whys: withOrder(gathered.whys.map(text => ({ text, parents: [], evidence: '', systemic: false }))).map(
      (why, index, all) => ({ ...why, parents: all[index - 1] ? [all[index - 1]?.id ?? ''] : [] }),
    ),
    actions: withOrder(gathered.actions.map(action => ({ ...action, factors: [] }))),
    parked: withOrder(gathered.parked.map(text => ({ text }))),
  }
}

/** What somebody should look at: zones that were not stated or are often confused, and days far from the others. */
function addNotes({ timeline }: Postmortem, clock: Clock, unknownZone: string, { notes }: Gathered): void {
  const timed = timeline.filter(row => row.precision === 'minute')
  if (timed.length > 0 && clock.zone === '')
    notes.push(
      unknownZone === ''
        ? 'No zone is stated for all times: those without one were read as UTC.'
        : `“${unknownZone}” names no zone that is known here: times without one were read as UTC. Please check them.`,
    )
  // A sentence about all times is a note already; a zone beside a label or in a heading is not.
  else if (timed.length > 0 && clock.zone !== 'UTC' && !notes.some(note => note.includes('stored in UTC')))
    notes.push(`Times without a zone were read as ${clock.zone}; they are stored in UTC.`)
  const summer = timed.find(row => isWinterNameInSummer(clock.zone, Date.parse(row.at)))
  if (summer)
    notes.push(
      `${clock.zone} names winter time, but the incident was in summer. Were the times meant an hour earlier?`,
    )
  const middle = Date.parse(timed[Math.floor(timed.length / 2)]?.at ?? '')
  for (const row of timed) {
    const days = Math.round(Math.abs(Date.parse(row.at) - middle) / DAY)
    if (days > 90)
      notes.push(
        `“${row.text}” is of ${row.at.slice(0, 10)}, ${days} days from the others. Is its date right?`,
      )
  }
}
