import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import { examplePostmortem } from '../../shared/example/examplePostmortem.ts'
import { fromMarkdown } from '../../shared/formats/markdown/fromMarkdown.ts'
import { toMarkdown } from '../../shared/formats/markdown/toMarkdown.ts'
import { anyPostmortem } from './arbitraryPostmortem.ts'
import { comparable, counter } from './counting.ts'

function again(postmortem: Postmortem): Postmortem {
  const result = fromMarkdown(toMarkdown(postmortem), { newId: counter() })
  if (!result.ok) throw new Error(result.error.message)
  return result.value.postmortem
}

it('any postmortem comes back from Markdown as it was, ids and sort keys aside', { timeout: 240_000 }, () => {
  fc.assert(
    fc.property(anyPostmortem, postmortem => {
      expect(comparable(again(postmortem))).toEqual(comparable(postmortem))
    }),
    { numRuns: 100 },
  )
})

it('the example comes back whole, and is written the same each time', () => {
  const example = examplePostmortem()
  expect(comparable(again(example))).toEqual(comparable(example))
  expect(toMarkdown(example)).toBe(toMarkdown(examplePostmortem()))
  expect(toMarkdown(again(example))).toBe(toMarkdown(example))
})

it('items imported from an export have ids of their own', () => {
  const { timeline, factors, whys, actions, parked, id } = again(examplePostmortem())
  const ids = [id, ...[...timeline, ...factors, ...whys, ...actions, ...parked].map(item => item.id)]
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every(one => one.startsWith('id-'))).toBe(true)
})

it('a section added to an export by hand is kept as imported', () => {
  const markdown = toMarkdown(examplePostmortem()).replace(
    '## Parked',
    '## Attendees\n\n- Priya\n\n## Parked',
  )
  const result = fromMarkdown(markdown, { newId: counter() })
  expect(result.ok && JSON.stringify(result.value.postmortem.imported)).toContain('Priya')
})
