import { expect, it } from 'vitest'
import { completeLink, isSafeLink } from '../../../client/document/parts/richtext/safeLink.ts'
import { type WhyNode, whyTrees } from '../../../client/document/parts/whys/whyTree.ts'
import type { Factor, Why } from '../../../shared/document/postmortem.ts'
import { fishboneLayout } from '../../../shared/pictures/fishbone.ts'
import { wrap } from '../../../shared/pictures/wrap.ts'

const factor = (id: string, category: Factor['category'] = ''): Factor => ({
  id,
  text: id,
  category,
  group: '',
  order: id,
  chosen: false,
  waiver: '',
  rows: [],
})

const why = (id: string, ...parents: readonly string[]): Why => ({
  id,
  text: id,
  parents,
  evidence: '',
  systemic: false,
  order: id,
})

const drawn = (nodes: readonly WhyNode[]): unknown[] => nodes.map(node => [node.why.id, drawn(node.children)])

it('a why with two parents is drawn once, and named at the other', () => {
  const trees = whyTrees([why('a', 'f'), why('b', 'a', 'g')], [factor('f'), factor('g')])
  expect(trees.map(tree => drawn(tree.children))).toEqual([[['a', [['b', []]]]], []])
  expect(trees[0]?.children[0]?.children[0]?.alsoUnder).toEqual(['g'])
})

it('[D5] a circle that two people made at once is cut, and nothing in it disappears', () => {
  const trees = whyTrees([why('a', 'b'), why('b', 'a')], [factor('f')])
  expect(trees[0]?.factor).toBeNull()
  expect(drawn(trees[0]?.children ?? [])).toEqual([['a', [['b', []]]]])
})

it('a why whose factor was deleted stands under the incident', () => {
  expect(drawn(whyTrees([why('a', 'gone')], [])[0]?.children ?? [])).toEqual([['a', []]])
})

it('every factor with a category is a twig on its bone, and its words end clear of the bone', () => {
  const { bones } = fishboneLayout([factor('one', 'people'), factor('two', 'people'), factor('loose')])
  const people = bones.find(bone => bone.category === 'people')
  expect(people?.causes.map(cause => cause.factor.id)).toEqual(['one', 'two'])
  for (const cause of people?.causes ?? []) expect(cause.end).toBeLessThan(cause.x)
  expect(bones.flatMap(bone => bone.causes)).toHaveLength(2)
})

it('words on a twig take three lines at most, and say when there is more', () => {
  expect(wrap('short', 26)).toEqual(['short'])
  const lines = wrap(
    'The release train reaches every instance in four minutes, so no old version is left to compare with',
    26,
  )
  expect(lines).toHaveLength(3)
  expect(lines[2]).toMatch(/…$/)
})

it('only http, https and mailto are links, however they are disguised', () => {
  for (const href of ['https://a.example', 'http://a.example/b?c', 'mailto:a@b.example']) {
    expect(isSafeLink(href)).toBe(true)
  }
  for (const href of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '/p/1',
    '',
  ]) {
    expect(isSafeLink(href)).toBe(false)
    if (href.includes(':')) expect(completeLink(href)).toBeNull()
  }
  expect(completeLink('example.com/a')).toBe('https://example.com/a')
  expect(completeLink('ann@example.com')).toBe('mailto:ann@example.com')
})

it('a chain of thousands of whys is drawn no deeper than ten, and each of them once', () => {
  const chain = Array.from({ length: 5_000 }, (_, at) => ({
    ...{ id: `w${at}`, text: `why ${at}`, evidence: '', systemic: false, order: `a${at}` },
    parents: at === 0 ? [] : [`w${at - 1}`],
  }))
  const depthOf = (nodes: readonly WhyNode[]): number =>
    1 + Math.max(0, ...nodes.map(({ children }) => depthOf(children)))
  const countOf = (nodes: readonly WhyNode[]): number =>
    nodes.reduce((sum, { children }) => sum + 1 + countOf(children), 0)
  const [incident] = whyTrees(chain, [])
  expect(countOf(incident?.children ?? [])).toBe(5_000)
  expect(depthOf(incident?.children ?? [])).toBe(11)
  expect(countOf(whyTrees(chain, [], 120)[0]?.children ?? [])).toBe(120)
})
