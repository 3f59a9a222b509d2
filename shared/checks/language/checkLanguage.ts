import type { Finding, Place } from '../finding.ts'
import { maskQuoted } from './mask.ts'
import { type Match, matchAt } from './match.ts'
import { personEnding } from './person.ts'
import { Candidates } from './phrases.ts'
import { type Reading, readingOf } from './reading.ts'
import { rosterOf } from './roster.ts'
import type { Family, LanguageRule } from './rule.ts'
import { SELF_WORD } from './self.ts'
import { tokenise } from './tokens.ts'

/** Whose words are checked, and who is known by name. */
export interface LanguageContext {
  /** Names or handles of everybody in the roster. */
  readonly people: readonly string[]
  /** The writer, when known: what they say of themselves gets a private word instead. */
  readonly self?: string
  /** True when the whole text is somebody's own words, such as imported chat: nothing is checked then. */
  readonly isQuoted?: boolean
  /** Where the findings are to point; the first text by default. */
  readonly where?: Place
}

/** A text of a megabyte that repeats one phrase is not answered with a hundred thousand findings. */
export const MOST_FINDINGS = 2_000

interface Hit {
  readonly rule: LanguageRule
  readonly family: Family
  readonly match: Match
}

/** Of a longer text, such as a pasted file, this many characters are checked. */
const LONGEST = 100_000

/**
 * Blameless language: what in a text blames, judges or argues from hindsight (checks, "Blameless language").
 * Findings come in the order of the text, at most {@link MOST_FINDINGS}. Linear in the length of the text.
 */
export function checkLanguage(whole: string, context: LanguageContext): Finding[] {
  if (context.isQuoted || whole === '') return []
  const text = whole.length > LONGEST ? whole.slice(0, LONGEST) : whole
  const reading = readingOf(tokenise(text, maskQuoted(text)), rosterOf(context.people, context.self))
  const where = context.where ?? { in: 'text', index: 0 }
  return settle(hits(reading)).map(hit => finding(reading, hit, where))
}

function hits(reading: Reading): Hit[] {
  const found: Hit[] = []
  const candidates = new Candidates(reading.numbers)
  for (let at = candidates.next(0); at >= 0 && found.length < MOST_FINDINGS; at = candidates.next(at + 1)) {
    for (const { rule, pattern } of candidates.at(at)) {
      const match = matchAt(pattern, reading, at)
      if (match && !rule.unless?.(reading, match)) {
        found.push({ rule, family: isOwn(reading, rule, match) ? 'self' : rule.family, match })
      }
    }
  }
  return found
}

/** True for what the writer says of themselves: "I should have", "it was careless of me", "my mistake". */
function isOwn(reading: Reading, rule: LanguageRule, match: Match): boolean {
  if (match.person) return match.person.kind === 'self'
  if (rule.severity === 'info' || rule.family === 'question') return false
  const { words } = reading.tokens
  let isOwnClause = words[match.end] === 'of' && words[match.end + 1] === 'me'
  for (let at = match.end - 1; at >= match.start - 10; at -= 1) {
    const here = words[at] ?? '¶'
    if ('.?!¶;'.includes(here)) break
    const person = personEnding(reading, at)
    if (person && person.kind !== 'self') return false
    if (person || here === 'my') isOwnClause = true
  }
  return isOwnClause || isOwnNext(reading, match.end)
}

/** "In hindsight I should have": the next person in the sentence is the writer. */
function isOwnNext(reading: Reading, from: number): boolean {
  for (let at = from; at < from + 4; at += 1) {
    if ('.?!¶;'.includes(reading.tokens.words[at] ?? '¶')) return false
    const person = personEnding(reading, at)
    if (person) return person.kind === 'self'
  }
  return false
}

const WEIGHT = { info: 0, warn: 1, block: 2 } as const

const weight = (hit: Hit): number => (hit.family === 'self' ? 3 : WEIGHT[hit.rule.severity])

/** Of hits on the same words, the heaviest stays, then the longest; one's own words are not judged twice. */
function settle(found: readonly Hit[]): Hit[] {
  const ranked = [...found].sort(
    (a, b) => weight(b) - weight(a) || b.match.end - b.match.start - (a.match.end - a.match.start),
  )
  const owner = new Map<number, Hit>()
  const kept: Hit[] = []
  for (const hit of ranked) {
    const taken = new Set<Hit>()
    for (let at = hit.match.start; at < hit.match.end; at += 1) {
      const other = owner.get(at)
      if (other) taken.add(other)
    }
    if ([...taken].some(other => isSame(other, hit))) continue
    kept.push(hit)
    for (let at = hit.match.start; at < hit.match.end; at += 1) if (!owner.has(at)) owner.set(at, hit)
  }
  return kept.sort((a, b) => a.match.start - b.match.start || a.match.end - b.match.end)
}

/** Overlapping hits say the same when they are of one family, or when one lies within the other. */
function isSame(kept: Hit, hit: Hit): boolean {
  if (kept.family === hit.family) return true
  if (hit.family === 'hindsight' && hit.match.end - hit.match.start === 1) return weight(hit) < 1
  const within = hit.match.start >= kept.match.start && hit.match.end <= kept.match.end
  return within || kept.family === 'self' || weight(hit) < 1
}

function finding(reading: Reading, hit: Hit, where: Place): Finding {
  const { starts, ends } = reading.tokens
  const span = { start: starts[hit.match.start] ?? 0, end: ends[hit.match.end - 1] ?? 0 }
  const isSelf = hit.family === 'self'
  const { reason, suggestion } = isSelf ? SELF_WORD : hit.rule
  const severity = isSelf ? 'info' : hit.rule.severity
  return { rule: `blameless/${hit.family}`, severity, where, span, reason, suggestion }
}
