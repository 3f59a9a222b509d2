import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** Where the numbered rules stand; a test that proves one has its number in front of its name: `[M2]`, `[M6, M10]`. */
const SPECS: Readonly<Record<string, RegExp>> = {
  'shared/meeting/SPEC.md': /\*\*(M\d+)\*\*/g,
  'shared/document/SPEC.md': /\*\*(D\d+)\*\*/g,
  'server/room/SPEC.md': /\*\*([WPO]\d+)\*\*/g,
}

/** The names of all tests; a comment or a string elsewhere proves nothing. */
const NAMES = globSync('tests/**/*.ts').flatMap(file =>
  [...readFileSync(file, 'utf8').matchAll(/\bit(?:\.\w+)?(?:\([^'"`]*\))?\(\s*(['"`])(.+?)\1,/g)].map(
    match => ({ file, name: match[2] ?? '' }),
  ),
)

const quotedBy = (name: string): readonly string[] =>
  [...name.matchAll(/\[((?:[A-Z]\d+(?:, ?)?)+)\]/g)].flatMap(match => (match[1] ?? '').split(/, ?/))

const rulesOf = (spec: string, numbers: RegExp): readonly string[] =>
  [...readFileSync(spec, 'utf8').matchAll(numbers)].map(match => match[1] ?? '')

const QUOTED = new Set(NAMES.flatMap(({ name }) => quotedBy(name)))

it.each(Object.entries(SPECS))('every rule of %s is quoted by a test', (spec, numbers) => {
  const rules = rulesOf(spec, numbers)
  expect(rules.length).toBeGreaterThan(9)
  expect(new Set(rules).size).toBe(rules.length)
  expect(rules.filter(rule => !QUOTED.has(rule))).toEqual([])
})

it('no test quotes a rule of the meeting, the document or the room that is in no specification', () => {
  const known = new Set(Object.entries(SPECS).flatMap(([spec, numbers]) => rulesOf(spec, numbers)))
  const unknown = NAMES.flatMap(({ file, name }) =>
    quotedBy(name)
      .filter(rule => /^[MDWPO]/.test(rule) && !known.has(rule))
      .map(rule => `${file}: ${rule}`),
  )
  expect(unknown).toEqual([])
})
