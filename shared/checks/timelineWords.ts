import { rosterOf } from './language/roster.ts'

const DOING =
  'add|build|create|write|introduce|move|remove|change|fix|update|upgrade|automate|improve|set|put|have|use|implement|document|monitor|alert|test|switch|replace|migrate|increase|lower|raise|limit|cap|make|get'
const FIXES: readonly RegExp[] = [
  new RegExp(
    `\\b(?:we|i|they|someone|the team|team) (?:should|need to|must|could|ought to|have to) (?:really |also |probably |definitely )?(?:${DOING})\\b`,
    'i',
  ),
  new RegExp(`\\blet['’]?s (?:${DOING})\\b`, 'i'),
  new RegExp(
    `\\b(?:next time|in (?:the )?future|going forward|as a follow.?up)\\b.{0,40}\\b(?:${DOING})\\b`,
    'i',
  ),
  /^\s*(?:action(?: item)?|todo|to do|fix|follow.?up|proposal|idea|suggestion)\s*[:–-]/i,
  /\b(?:TODO|FIXME)\b/,
  /\b(?:we|this|it|there) (?:needs?|should have|should be) (?:an? |better |more )(?:\w+ ){0,2}(?:alert|alarm|test|check|limit|runbook|dashboard|canary|probe|monitoring|documentation)\b/i,
]

/** The words that propose a fix, or null; a decision taken in the incident is none. */
export function proposesFix(text: string): { start: number; end: number } | null {
  for (const pattern of FIXES) {
    const found = pattern.exec(text)
    if (found) return { start: found.index, end: found.index + found[0].length }
  }
  return null
}

const NAMED = /@[\w](?:[\w.-]*\w)?|(?<![\p{L}\p{N}@])\p{Lu}[\p{L}'’-]+/gu

/** People named in a text, by handle or by a known name, who are not among the attendees. */
export function absentPeople(
  text: string,
  attendees: readonly string[],
  people: readonly string[],
): { name: string; span: { start: number; end: number } }[] {
  const here = rosterOf(attendees)
  const known = rosterOf(people)
  const seen = new Set<string>()
  return [...text.matchAll(NAMED)].flatMap(found => {
    const name = found[0]
    const parts = name.replace(/^@/, '').split(/[._-]/)
    const isKnown = name.startsWith('@') || known.parts.get(name.toLowerCase())?.has(name)
    const isHere =
      parts.some(part => here.parts.has(part.toLowerCase())) || here.parts.has(parts.join('').toLowerCase())
    if (!isKnown || isHere || seen.has(name) || isGroup(parts)) return []
    seen.add(name)
    return [{ name, span: { start: found.index, end: found.index + name.length } }]
  })
}

const isGroup = (parts: readonly string[]): boolean =>
  parts.some(part => /^(?:team|here|channel|oncall|all|everyone|group|sre|ops)$/i.test(part))
