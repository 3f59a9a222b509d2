import type { ListItem, Paragraph, PhrasingContent, RootContent, Table } from 'mdast'
import { ok, type Result, refuse } from '../../../base/result.ts'
import { isoDay } from '../../../base/time.ts'
import { ACTION_TYPES, type ActionStatus } from '../../../document/postmortem.ts'
import { findDay } from '../../time/days.ts'
import { readTypedAction } from '../../typedAction.ts'
import { type Gathered, keep, type ReadAction } from './gathered.ts'
import { lineOf, linkedLine, sourceLines } from './lines.ts'

/** The section that actions stand in; `isDone` when its heading says that all of it is completed. */
export interface ActionSection {
  readonly heading: string
  readonly isDone: boolean
  /** True when it has no sections below it, so that its only paragraph is an action. */
  readonly isAlone: boolean
}

/** Reads the blocks of an action section; what is no action is kept under its heading. */
export function readActions(nodes: readonly RootContent[], section: ActionSection, gathered: Gathered): void {
  const { heading, isDone, isAlone } = section
  for (const node of nodes) {
    if (node.type === 'list') {
      for (const item of node.children) readItem(item, heading, isDone, gathered)
    } else if (node.type === 'paragraph' && isAlone && isListOfLines(node)) {
      for (const line of sourceLines(node.children)) gathered.actions.push(actionOf(line, isDone))
    } else if (node.type === 'paragraph' && (isAction(node) || (isAlone && nodes.length === 1))) {
      gathered.actions.push(actionOf(node.children, isDone))
    } else if (node.type !== 'table' || !readTable(node, isDone, gathered)) keep(gathered, heading, [node])
  }
}

/** Lines without marks, most of which end with who does it or until when. */
function isListOfLines(node: Paragraph): boolean {
  const lines = sourceLines(node.children)
  const ended = lines.filter(line => {
    const ending = endOf(lineOf(line))
    return ending !== null && (ending.owner !== '' || ending.due !== '' || ending.isDone)
  })
  return lines.length > 1 && ended.length * 2 >= lines.length
}

const isAction = (node: Paragraph): boolean => /^action( item)?:/i.test(lineOf(node.children))

function readItem(item: ListItem, heading: string, isDone: boolean, gathered: Gathered): void {
  const [line, ...rest] = item.children
  if (line?.type !== 'paragraph') {
    keep(gathered, heading, item.children)
    return
  }
  if (/^(n\/?a|none|tbd|-)\.?$/i.test(lineOf(line.children))) {
    keep(gathered, heading, [line])
    return
  }
  const action = actionOf(line.children, isDone || item.checked === true)
  const details = rest.map(node =>
    node.type === 'list' ? node.children.map(child => child.children) : [[node]],
  )
  const plain = rest.every(node => node.type === 'list' || node.type === 'paragraph')
  const lines = plain ? details.flat().flatMap(blocks => blocks.map(linesIn)) : []
  const { owner, due, left } = stated(lines, action)
  const text = [action.text, ...left].filter(Boolean).join(' — ')
  gathered.actions.push({ ...action, text, owner, due })
  if (!plain) keep(gathered, heading, rest)
}

const LABELLED =
  /^(owner|assignee|assigned to|responsible|dri|who|due(?: date)?|deadline|eta)\s*:\s*(.{1,80})$/i

/** What lines below an action say under a label of what it does not say itself; other lines are left. */
function stated(lines: readonly string[], known: Pick<ReadAction, 'owner' | 'due'>) {
  let { owner, due } = known
  const left = lines.filter(line => {
    const [, label = '', value = ''] = LABELLED.exec(line) ?? []
    if (label === '') return true
    if (/^(due|deadline|eta)/i.test(label)) {
      const day = due === '' ? dayOf(value) : ''
      due ||= day
      return day === ''
    }
    if (owner !== '') return true
    owner = value.trim().replace(/^@/, '')
    return false
  })
  return { owner, due, left }
}

const linesIn = (node: RootContent): string => {
  if (node.type === 'paragraph') return lineOf(node.children)
  return node.type === 'list' ? node.children.flatMap(item => item.children.map(linesIn)).join('; ') : ''
}

const OWNER =
  /[\s.,;(–—-]{0,3}\b(?:owner|assignee|assigned to|responsible)\s*[:=]\s*(@?[\w][\w.-]*\w(?: [A-Z][\w-]+)?)\)?/i
const DUE = /[\s.,;(–—-]{0,3}\b(?:due|deadline|eta|by date)(?: date)?\s*[:=]\s*([^.;)]+)\)?/i
const DONE = /^\W{0,3}(?:done|completed?)\W|\W(?:done|completed)\W{0,3}$|[✅☑✔]/iu
const KEY = /\b(?!(?:INC|RB|ADR|CVE|SEV|UTF|ISO|RFC)-)[A-Z][A-Z0-9]{1,9}-\d+\b/

/** An action from one line of text: owner, due date, state and tracker are read where they are stated. */
function actionOf(nodes: readonly PhrasingContent[], isDone: boolean): ReadAction {
  const { text: line, url } = linkedLine(nodes)
  let text = line.replace(/^action( item)?:\s*/i, '')
  const owner = OWNER.exec(text)?.[1] ?? ''
  if (owner) text = text.replace(OWNER, '').trim()
  const dueText = DUE.exec(text)?.[1] ?? ''
  const due = dayOf(dueText)
  if (due) text = text.replace(DUE, '').trim()
  const assigned = owner === '' ? BEGINS_ASSIGNED.exec(text) : null
  if (assigned) text = text.slice(assigned[0].length)
  const ending = owner === '' && due === '' && !assigned ? endOf(text) : null
  if (ending) text = ending.text
  const named = owner || (assigned?.[1] ?? '') || (ending?.owner ?? '')
  const typed = readTypedAction(text, [], readDay)
  // What is stated already stands; the end of the line says only what is missing.
  const stated = due || (ending?.due ?? '')
  if ((named === '' || typed.owner === '') && (stated === '' || typed.due === '')) text = typed.text
  const done = isDone || (ending?.isDone ?? false) || DONE.test(line) || /\bDONE\b/.test(line)
  const tracker = url || (KEY.exec(text)?.[0] ?? '')
  return {
    text,
    owner: named || typed.owner,
    due: due || (ending?.due ?? '') || typed.due,
    status: done ? 'done' : 'open',
    reason: '',
    tracker,
    type: '',
  }
}

const DASH = /^(.*\S) (?:[–—|]|-{1,2}) (.{1,60})$/
const BRACKET = /^(.*\S) ?\(([^()]{1,60})\)$/
const FULL_NAME = /^(?:\[~([\w.-]+)\]|@([\p{L}\p{N}._-]+)|(\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]+){1,2}))$/u
const ONE_NAME = /^\p{L}[\p{L}\p{N}._-]{1,30}$/u
const DONE_END = /^(?:done|completed?|finished|erledigt|fait|hecho)\b.{0,20}$/iu
const CAPITALISED = /^\p{Lu}\p{Ll}[\p{L}’'-]{1,28}$/u
/** `… [DONE]`, `… - OPEN`, `… Closed.`: a state behind everything else. */
const LONGEST_STATE = 40
const STATE_IN_BRACKETS = /\s*\[(?:done|open|closed|completed|in progress)\]$/i
const STATE_END =
  /(?:\s+[–—-]{1,2}\s+(?:DONE|OPEN|CLOSED|COMPLETED|IN PROGRESS)|(?:\s+\|)?\s+(?:DONE|OPEN|CLOSED)|(?<=\d\.)\s+(?:Done|Open|Closed)\.?)$/
const MOST_ENDS = 3

/** A comma within a date, before its year, parts nothing. */
const splitParts = (end: string): string[] =>
  end
    .replace(/^(?:owner|responsible|verantwortlich|zuständig|responsable)\s*:\s*/i, '')
    .split(/,(?!\s*\d{4}(?![-\d]))\s*/)

/**
 * What the end of a line says after dashes or in brackets: `… – Ann Lee – by 30 April 2026`, `… (ann, 2026-04-30) - done`.
 * A name counts only beside a day or “done”, since `– Google Cloud` looks like one, unless it is marked. Null when the end says nothing of the kind.
 */
function endOf(line: string): { text: string; owner: string; due: string; isDone: boolean } | null {
  const said = { text: line.trimEnd(), owner: '', due: '', isDone: false, isMarked: false, kept: '' }
  const tail = said.text.slice(-LONGEST_STATE)
  const state = STATE_IN_BRACKETS.exec(tail) ?? STATE_END.exec(tail)
  if (state) {
    said.isDone = /^[\s.,;([–—-]*(?:done|closed|completed)/i.test(state[0])
    said.text = said.text.slice(0, -state[0].length)
  }
  for (let round = 0; round < MOST_ENDS; round++) {
    const bracket = BRACKET.exec(said.text)
    const match = bracket ?? DASH.exec(said.text)
    if (!match || !takeEnd((match[2] ?? '').trim(), bracket !== null, said)) break
    said.text = (match[1] ?? '').trimEnd()
  }
  if (
    said.text === line.trimEnd() ||
    (said.owner !== '' && !said.isMarked && said.due === '' && !said.isDone)
  )
    return null
  return { ...said, text: [said.text, said.kept].filter(Boolean).join(' — ') }
}

function takeEnd(
  end: string,
  isBracket: boolean,
  said: { owner: string; due: string; isDone: boolean; isMarked: boolean; kept: string },
): boolean {
  const parts = isBracket || /\d/.test(end) ? splitParts(end) : [end]
  const days = parts.map(part => wholeDay(part))
  let { owner } = said
  for (const [at, part] of parts.entries()) {
    if (days[at] !== '') continue
    const name = FULL_NAME.exec(part)
    const isAlone = parts.length === 1 && DONE_END.test(part)
    if (isAlone) {
      said.isDone = true
      // When it was done has no field of its own.
      if (/\d/.test(part)) said.kept = part
    } else if (owner === '' && name) {
      owner = name[1] ?? name[2] ?? name[3] ?? ''
      said.isMarked = name[3] === undefined
    } else if (owner === '' && parts.length === 2 && days.some(Boolean) && ONE_NAME.test(part)) owner = part
    else if (owner === '' && parts.length === 1 && said.due !== '' && CAPITALISED.test(part)) owner = part
    else if (parts.length > 1 && DONE_END.test(part)) said.isDone = true
    else return false
  }
  said.owner = owner
  said.due ||= days.find(Boolean) ?? ''
  return true
}

/** The day when words are one and nothing else: `by April 30, 2026`. */
function wholeDay(words: string): string {
  const plain = words.replace(
    /^(?:by|due|until|before|bis|fällig|avant(?: le)?|échéance|antes del?|vence)(?!\p{L})[: ]*/iu,
    '',
  )
  const day = findDay(plain, null)
  return day && day.start === 0 && day.end === plain.trimEnd().length ? isoDay(day.wall) : ''
}

/** `@moe pin the version`: in a list of actions this is its owner. */
const BEGINS_ASSIGNED = /^@([\p{L}\p{N}][\p{L}\p{N}._-]*)[:,]?\s+(?=\S)/u
const LONGEST_DAY = 20

/** A day and nothing else. */
function readDay(words: string): Result<string> {
  const day = words.length <= LONGEST_DAY && /^\d|\d$/.test(words) ? dayOf(words) : ''
  return day === '' ? refuse('import/no-day', 'This is no day.') : ok(day)
}

function dayOf(text: string): string {
  const day = findDay(text, null)
  return day ? isoDay(day.wall) : ''
}

const COLUMNS = {
  text: /(?<!\p{L})(action|what|task|recommendation|measure|description|item|todo|summary|aufgabe|maßnahme|tâche|tarea)(?!\p{L})/iu,
  owner:
    /(?<!\p{L})(owner|assignee|assigned|who|responsible|lead|dri|wer|zuständig|verantwortlich|responsable)(?!\p{L})/iu,
  due: /(?<!\p{L})(due|deadline|eta|by when|date|when|target|frist|bis|fällig|termin|échéance|plazo)(?!\p{L})/iu,
  status: /(?<!\p{L})(status|state|done|progress)(?!\p{L})/iu,
  tracker: /(?<!\p{L})(tracker|ticket|issue|bug|jira|link|reference|pr)(?!\p{L})/iu,
  type: /(?<!\p{L})(type|kind|category)(?!\p{L})/iu,
  reason: /(?<!\p{L})(reason|rationale|why not)(?!\p{L})/iu,
}

/** A table with a column of actions; columns that are not known are joined to the text. */
function readTable(table: Table, isDone: boolean, gathered: Gathered): boolean {
  const [head, ...body] = table.children
  const heads = head?.children.map(cell => lineOf(cell.children)) ?? []
  const find = (name: keyof typeof COLUMNS): number => heads.findIndex(text => COLUMNS[name].test(text))
  const at = {
    text: find('text'),
    owner: find('owner'),
    due: find('due'),
    status: find('status'),
    tracker: find('tracker'),
    type: find('type'),
    reason: find('reason'),
  }
  if (at.text < 0) return false
  const known = new Set([...Object.values(at), heads.findIndex(text => /^(#|no\.?|nr\.?|id)$/i.test(text))])
  for (const row of body) {
    const cell = (index: number): string => (index < 0 ? '' : lineOf(row.children[index]?.children ?? []))
    const action = actionOf(row.children[at.text]?.children ?? [], isDone)
    const link = at.tracker >= 0 ? linkedLine(row.children[at.tracker]?.children ?? []) : null
    const others = row.children.flatMap((_, index) => (known.has(index) ? [] : [cell(index)]))
    const due = dayOf(cell(at.due))
    const type = ACTION_TYPES.find(name => name === cell(at.type).toLowerCase())
    const status = statusOf(cell(at.status)) ?? action.status
    // A reason is one for declining; of other actions it belongs to what they say.
    const reason = status === 'declined' ? cell(at.reason) : ''
    const kept = [
      due ? '' : cell(at.due),
      type ? '' : cell(at.type),
      statusOf(cell(at.status)) ? '' : cell(at.status),
      reason ? '' : cell(at.reason),
    ]
    const text = [action.text, ...others, ...kept]
      .filter(part => part && part !== '–' && part !== '-')
      .join(' — ')
    if (text === '') continue
    gathered.actions.push({
      text,
      owner: cell(at.owner) || action.owner,
      due: due || action.due,
      status,
      reason,
      tracker: (link?.url || link?.text) ?? action.tracker,
      type: type ?? '',
    })
  }
  return true
}

const STATUSES: readonly (readonly [ActionStatus, RegExp])[] = [
  ['declined', /^(declined|won.?t (do|fix)|rejected|cancel)/i],
  ['in-progress', /^(in[ -]progress|doing|started|wip|under way|review|in arbeit|en cours|ongoing)/i],
  ['done', /^(done|closed|complete|finished|fixed|shipped|resolved|erledigt|terminé|fait|hecho|✅|x$|yes$)/i],
  ['open', /^(open|to ?do|new|not started|planned|backlog|pending|offen|ouvert|abierto|no)?$/i],
]

const statusOf = (text: string): ActionStatus | null =>
  STATUSES.find(([, sign]) => sign.test(text))?.[0] ?? null
