import { parseInstant } from '../../base/time.ts'
import type { Facts } from '../../document/postmortem.ts'
import { partsOf, readInstant, writeDuration, writeInstant } from '../instants.ts'
import { escapePlain, readPlainLine, writePlain } from './plainText.ts'

type WordField = 'authors' | 'reviewers' | 'services' | 'tags'
type InstantField = 'startedAt' | 'detectedAt' | 'mitigatedAt' | 'resolvedAt'

const WORD_LABELS: Readonly<Record<WordField, string>> = {
  authors: 'Author',
  reviewers: 'Reviewers',
  services: 'Services',
  tags: 'Tags',
}
const INSTANT_LABELS: Readonly<Record<InstantField, string>> = {
  startedAt: 'Started',
  detectedAt: 'Detected',
  mitigatedAt: 'Mitigated',
  resolvedAt: 'Resolved',
}

/** The title line and the bold header lines, in the lesson's order; `published` is a day or ''. */
export function writeHeader(facts: Facts, published: string): string {
  const day = partsOf(facts.startedAt)?.day
  const title = `${facts.title}${day ? ` — ${day}` : ''}`
  const plain = title.includes('#') ? escapePlain(title) : writePlain(title)
  const lines = [
    line('Severity', facts.severity),
    line('Incident', writePlain(facts.incident)),
    line('Kind', facts.kind === 'near-miss' ? 'Near-miss' : ''),
    line('Duration', durationOf(facts)),
    ...entries(INSTANT_LABELS).map(([field, label]) => line(label, writePlain(writeInstant(facts[field])))),
    line('Time zone', writePlain(facts.timeZone)),
    ...entries(WORD_LABELS).map(([field, label]) => line(label, facts[field].map(writeWord).join(', '))),
    line('Published', published),
  ].filter(Boolean)
  return [`# Postmortem:${plain ? ` ${plain}` : ''}`, lines.join('  \n')].filter(Boolean).join('\n\n')
}

const entries = <K extends string>(labels: Readonly<Record<K, string>>): [K, string][] =>
  Object.entries(labels) as [K, string][]

const line = (label: string, value: string): string => (value ? `**${label}:** ${value}` : '')

const writeWord = (word: string): string => (/[,\\]/.test(word) ? escapePlain(word) : writePlain(word))

function durationOf({ startedAt, resolvedAt }: Facts): string {
  const [start, end] = [parseInstant(startedAt), parseInstant(resolvedAt)]
  const [from, to] = [partsOf(startedAt), partsOf(resolvedAt)]
  if (start === null || end === null || !from || !to || end < start) return ''
  const until = from.day === to.day ? to.time : `${to.day} ${to.time}`
  return `${from.time} – ${until} UTC (${writeDuration(end - start)})`
}

/** Reads the header that {@link writeHeader} wrote: the title's text, and the source of the bold lines. */
export function readHeader(title: string, source: string): Partial<Facts> {
  const facts: { -readonly [K in keyof Facts]?: Facts[K] } = {}
  for (const written of source.split('\n')) {
    const match = /^\*\*([^*]+):\*\* (.*?) {0,2}$/.exec(written)
    if (!match) continue
    const [, label = '', value = ''] = match
    const words = entries(WORD_LABELS).find(([, name]) => name === label)?.[0]
    const instant = entries(INSTANT_LABELS).find(([, name]) => name === label)?.[0]
    if (words) facts[words] = splitWords(value).map(readPlainLine)
    else if (instant) {
      const text = readPlainLine(value)
      facts[instant] = readInstant(text) ?? text
    } else if (label === 'Severity') facts.severity = value as Facts['severity']
    else if (label === 'Incident') facts.incident = readPlainLine(value)
    else if (label === 'Kind' && value === 'Near-miss') facts.kind = 'near-miss'
    else if (label === 'Time zone') facts.timeZone = readPlainLine(value)
  }
  return { ...facts, title: titleOf(title, facts.startedAt ?? '') }
}

function titleOf(heading: string, startedAt: string): string {
  const title = heading.replace(/^Postmortem: ?/, '')
  const suffix = ` — ${partsOf(startedAt)?.day}`
  return title.endsWith(suffix) ? title.slice(0, -suffix.length) : title
}

/** Words at their commas; a comma after a backslash belongs to its word. */
function splitWords(value: string): string[] {
  const words = ['']
  for (const [token] of value.matchAll(/\\.|, |[\s\S]/g)) {
    if (token === ', ') words.push('')
    else words[words.length - 1] += token
  }
  return words.filter(Boolean)
}
