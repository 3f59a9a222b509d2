import { expect, it } from 'vitest'
import { examplePostmortem } from '../../shared/example/examplePostmortem.ts'
import { folded, matches, parseQuery, searchText } from '../../shared/library/search.ts'

const example = examplePostmortem()
const score = (query: string, postmortem = example): number =>
  matches(searchText(postmortem), parseQuery(query))

it('accents, case and ligatures make no difference', () => {
  expect(folded('Café ÜBER Straße ﬁx İ')).toBe('cafe uber strasse fix i')
  const accented = { ...example, title: 'Zürich: Überlauf' }
  expect(score('zurich UBERLAUF', accented)).toBeGreaterThan(0)
  expect(score('Zürich', { ...example, title: 'Zurich' })).toBeGreaterThan(0)
})

it.each([
  'payments',
  'INC-2934',
  '@carol',
  'ledger-db',
  'retries',
  'SEV2',
  'error budget',
  'infra-4521',
  'status page',
  'noticing late',
  'pool library',
])('finds %j wherever it stands', query => {
  expect(score(query)).toBeGreaterThan(0)
})

it('all words must be found, and a phrase as it is written', () => {
  expect(score('payments kangaroo')).toBe(0)
  expect(score('"pool full"')).toBeGreaterThan(0)
  expect(score('full pool')).toBeGreaterThan(0)
  expect(score('"pool exactly"')).toBe(0)
})

it('keys of the document are no words', () => {
  expect(score('example-factor-leak')).toBe(0)
  expect(score('bulletList')).toBe(0)
})

it('a title weighs more than a name, a name more than a row, a row more than prose, a whole word more than a part', () => {
  const title = { ...example, title: 'zebra' }
  const named = { ...example, services: ['zebra'] }
  const row = { ...example, parked: [{ id: 'a', text: 'zebra', order: 'a0' }] }
  const prose = { ...example, lessons: [{ type: 'paragraph', content: [{ type: 'text', text: 'zebra' }] }] }
  const part = { ...example, lessons: [{ type: 'paragraph', content: [{ type: 'text', text: 'azebras' }] }] }
  const scores = [title, named, row, prose, part].map(postmortem => score('zebra', postmortem))
  expect(scores.toSorted((a, b) => b - a)).toEqual(scores)
  expect(new Set(scores).size).toBe(scores.length)
})

it('an empty query is answered by everything', () => {
  expect(score('  ')).toBeGreaterThan(0)
})

it('a thousand postmortems are searched in well under a second', () => {
  const texts = Array.from({ length: 1000 }, () => searchText(example))
  const started = performance.now()
  for (const text of texts) matches(text, parseQuery('pool full e'))
  expect(performance.now() - started).toBeLessThan(1000)
})

it('a long query costs no more than its first words, and a word that is everywhere no more than a few of its places', () => {
  const [few, many] = [2_000, 20_000].map(times => ({
    ...example,
    timeline: example.timeline.map(row => ({ ...row, text: 'ba '.repeat(times) })),
  }))
  const longQuery = Array.from({ length: 4_000 }, (_, at) => `a${'b'.repeat(at % 7)}`).join(' ')
  expect(parseQuery(longQuery).length).toBeLessThanOrEqual(16)
  expect(parseQuery('a a A á a')).toEqual(['a'])
  const timeOf = (text: ReturnType<typeof searchText>): number => {
    const started = performance.now()
    for (let turn = 0; turn < 50; turn++) matches(text, ['a'])
    return performance.now() - started
  }
  const texts = [few, many].map(postmortem => searchText(postmortem ?? example))
  for (const text of texts) timeOf(text)
  const [short = 0, long = 0] = texts.map(timeOf)
  expect(long / short).toBeLessThan(4)
})
