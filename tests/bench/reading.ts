/**
 * `npm exec -- node tests/bench/reading.ts [folder] [misses]`: how much of a batch in tests/unseen is read as its writer
 * read it. A batch is written and labelled by somebody who has not read the rules, and is scored before it is used to
 * mend anything; docs/reading.md keeps those first figures. With `misses`, each miss is printed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkLanguage } from '../../shared/checks/language/checkLanguage.ts'
import { SECTIONS } from '../../shared/document/postmortem.ts'
import { fromMarkdown } from '../../shared/formats/markdown/fromMarkdown.ts'
import { readDueDate } from '../../shared/formats/time/dueDate.ts'
import { parseTimelineLines } from '../../shared/formats/time/timelineLines.ts'
import { instantOf } from '../../shared/formats/time/zones.ts'
import { readTypedAction } from '../../shared/formats/typedAction.ts'

const folder = process.argv[2] ?? 'tests/unseen/1'
const showsMisses = process.argv[3] === 'misses'

interface Report {
  readonly title: string | null
  readonly severity: string | null
  readonly timeline: readonly { readonly at: string | null; readonly text: string }[]
  readonly actions: readonly {
    readonly text: string
    readonly owner: string | null
    readonly due: string | null
    readonly done: boolean
  }[]
  readonly sections: readonly { readonly kind: string; readonly text: string }[]
}
interface Sentence {
  readonly text: string
  readonly blames: boolean
}
interface ActionLine {
  readonly typed: string
  readonly people: readonly string[]
  readonly today: string
  readonly expect: { readonly text: string; readonly owner: string | null; readonly due: string | null }
}
interface TimedLine {
  readonly typed: string
  readonly day: string
  /** The zone of a time that names none; UTC when it is left out. */
  readonly zone?: string
  readonly expect: { readonly at: string | null; readonly text: string }
}

const load = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const counts = new Map<string, { right: number; of: number }>()

/** Counts one field, right or missed. */
function score(field: string, isRight: boolean, miss: string): void {
  const count = counts.get(field) ?? { right: 0, of: 0 }
  counts.set(field, { right: count.right + (isRight ? 1 : 0), of: count.of + 1 })
  if (!isRight && showsMisses) console.log(`${field} | ${miss}`)
}

const plain = (text: string): string =>
  text
    .replace(/[*_`\\~]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
const has = (whole: string, part: string): boolean => plain(whole).includes(plain(part))
/** Every word within a value, whatever its shape. */
const words = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null
      ? Object.values(value).map(words).join(' ')
      : ''
/** Equal to the minute, or both unknown. */
const isSame = (at: string | undefined, wanted: string | null): boolean =>
  at && wanted ? Math.abs(Date.parse(at) - Date.parse(wanted)) < 60_000 : (at ?? '') === (wanted ?? '')
const WORDS = [/critical/i, /major|majeur|high/i, /medium|moderate/i, /minor|low/i]
/** The figure of a severity, or what its word stands for. */
const figure = (text: string): string => {
  const word = WORDS.findIndex(sign => sign.test(text))
  return /\d/.exec(text)?.[0] ?? (word < 0 ? plain(text) : String(word + 1))
}

let made = 0
const newId = (): string => `id-${made++}`
const PLACES: Readonly<Record<string, readonly string[]>> = {
  rootCause: ['rootCause', 'factors'],
  wentWrong: ['couldImprove'],
}

function scoreReport(name: string): void {
  const wanted = load<Report>(`imports/${name.replace('.md', '.expected.json')}`)
  const read = fromMarkdown(readFileSync(join(folder, 'imports', name), 'utf8'), { newId })
  if (!read.ok) throw new Error(`${name}: ${read.error.message}`)
  const { postmortem } = read.value
  const parts: Readonly<Record<string, unknown>> = { ...postmortem }
  score('title', plain(postmortem.title) === plain(wanted.title ?? ''), `${name} ${wanted.title}`)
  if (wanted.severity)
    score('severity', figure(postmortem.severity) === figure(wanted.severity), `${name} ${wanted.severity}`)
  for (const { at, text } of wanted.timeline) {
    const row = postmortem.timeline.find(each => has(each.text, text))
    const isTimed = row && row.precision !== 'unknown'
    score(
      'timeline row',
      row !== undefined && isSame(isTimed ? row.at : '', at),
      `${name} ${at} ${text}: ${row?.at}`,
    )
    if (isTimed) score('time that was given is true', isSame(row.at, at), `${name} ${at} ${text}: ${row.at}`)
  }
  for (const { text, owner, due, done } of wanted.actions) {
    const action = postmortem.actions.find(each => has(each.text, text))
    score('action', action !== undefined, `${name} ${text}`)
    if (!action) continue
    score(
      'owner',
      plain(action.owner).replace(/^@/, '') === plain(owner ?? ''),
      `${name} ${owner}: ${action.owner}`,
    )
    score('due date', action.due === (due ?? ''), `${name} ${due}: ${action.due}`)
    score('done', (action.status === 'done') === done, `${name} ${text}: ${action.status}`)
  }
  for (const { kind, text } of wanted.sections) {
    score('words kept', has(words(postmortem), text), `${name} ${text}`)
    const places = PLACES[kind] ?? [kind]
    if (places.some(place => SECTIONS.some(section => section === place)))
      score(
        'section',
        places.some(place => has(words(parts[place]), text)),
        `${name} ${kind}: ${text}`,
      )
  }
}

/** A batch may hold only some of the kinds. */
const holds = (name: string): boolean => existsSync(join(folder, name))
const lines = <T>(name: string): readonly T[] => (holds(name) ? load<readonly T[]>(name) : [])

for (const name of holds('imports')
  ? readdirSync(join(folder, 'imports')).filter(file => file.endsWith('.md'))
  : [])
  scoreReport(name)

for (const { text, blames } of lines<Sentence>('sentences.json')) {
  const isFound = checkLanguage(text, { people: [] }).some(({ severity }) => severity !== 'info')
  if (blames) score('blaming sentences found (recall)', isFound, text)
  if (isFound) score('what is found blames (precision)', blames, text)
}

for (const { typed, people, today, expect } of lines<ActionLine>('actions.json')) {
  const read = readTypedAction(typed, people, day => readDueDate(day, today))
  const isRight =
    plain(read.text) === plain(expect.text) &&
    read.owner === (expect.owner ?? '') &&
    read.due === (expect.due ?? '')
  score('typed action', isRight, `${typed}: ${JSON.stringify(read)}`)
}

for (const { typed, day, zone = '', expect } of lines<TimedLine>('lines.json')) {
  const noon = Date.parse(`${day}T12:00:00Z`)
  const reference = instantOf(noon, zone) ?? noon
  const context = { reference, timeZone: zone, previous: reference, today: reference, newId }
  const [row] = parseTimelineLines(typed, context).rows
  const at = row && row.precision !== 'unknown' ? row.at : ''
  score('time of a line', isSame(at, expect.at), `${typed}: ${at}`)
  score(
    'time and text of a line',
    isSame(at, expect.at) && plain(row?.text ?? '') === plain(expect.text),
    typed,
  )
}

for (const [field, { right, of }] of counts)
  console.log(
    `${field.padEnd(36)} ${String(right).padStart(4)} of ${String(of).padStart(4)}  ${(right / of).toFixed(3)}`,
  )
