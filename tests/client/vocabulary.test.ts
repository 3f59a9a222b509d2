import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, it } from 'vitest'

interface Said {
  readonly at: string
  readonly text: string
}

/** Texts of the catalogue by their key, others by themselves, where a word of the last column means something else. */
const OTHER_MEANINGS: Readonly<Record<string, string>> = {
  'common.frame.keptShow': 'a verb: look through what is kept',
  'library.due.followUp': 'a verb: look through the actions',
  'document.fishbone.ask.process': 'a code review of the team',
  'document.format.addRow': 'a row of a table in the text',
  'document.format.removeRow': 'a row of a table in the text',
  'A bad change with a name on it blames the author for what review, tests and rollout let pass.':
    'a code review',
  'Tests, reviews and vendors are barriers with known holes; letting something through is not a decision.':
    'code reviews',
}

/** The words of the last column, each with the term to use. */
const BANNED = readFileSync('docs/vocabulary.md', 'utf8')
  .split('\n')
  .filter(line => line.startsWith('| ') && !/^\| (Term|-)/.test(line))
  .flatMap(line => {
    const [, term = '', , not = ''] = line.split('|').map(cell => cell.trim())
    return not
      .split(', ')
      .filter(Boolean)
      .map(word => ({ term, word, pattern: new RegExp(`(?<![\\w{])${word}(?![\\w}])`, 'i') }))
  })

const walk = (value: unknown, at: string): readonly Said[] => {
  if (typeof value === 'string') return [{ at, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => walk(inner, `${at}.${key}`))
}

const CATALOGUE = globSync('client/messages/en/*.json').flatMap(file =>
  walk(JSON.parse(readFileSync(file, 'utf8')), basename(file, '.json')),
)

/** Sentences in quotes: they begin with a capital, a digit or what is put in, and have a space. */
const SENTENCE = /(['`])((?:[A-Z]|\d |\$\{)(?:(?!\1)[^\\\n])* (?:(?!\1)[^\\\n])*)\1/g

const IN_CODE = [
  ...globSync('shared/meeting/{exit,refusals}.ts'),
  ...globSync('shared/checks/**/*.ts'),
  ...globSync('shared/protocol/*.ts'),
  ...globSync('server/{http,access}/**/*.ts'),
].flatMap(file =>
  [...readFileSync(file, 'utf8').matchAll(SENTENCE)].map(([, , text = '']) => ({ at: file, text })),
)

const meaningOf = ({ at, text }: Said): string | undefined => OTHER_MEANINGS[at] ?? OTHER_MEANINGS[text]

it('the table has words to look for, and the texts are found', () => {
  expect(BANNED.length).toBeGreaterThan(20)
  expect(CATALOGUE.length).toBeGreaterThan(1_000)
  expect(IN_CODE.length).toBeGreaterThan(100)
})

it.each(BANNED)('“$word” is not used for: $term', ({ pattern }) => {
  const wrong = [...CATALOGUE, ...IN_CODE].filter(
    said => pattern.test(said.text) && meaningOf(said) === undefined,
  )
  expect(wrong).toEqual([])
})

it('no exception outlives the text it was made for', () => {
  const stale = Object.keys(OTHER_MEANINGS).filter(key => {
    const said = [...CATALOGUE, ...IN_CODE].find(({ at, text }) => key === at || key === text)
    return !said || !BANNED.some(({ pattern }) => pattern.test(said.text))
  })
  expect(stale).toEqual([])
})
