import { expect, it } from 'vitest'
import {
  factorTitle,
  isChoiceUnsettled,
  itemDots,
  placedDots,
  rankItems,
  topItems,
  voteItems,
} from '../../shared/document/factorGroups.ts'
import type { Factor } from '../../shared/document/postmortem.ts'

const factor = (id: string, group = '', chosen = false): Factor => ({
  id,
  text: `text ${id}`,
  category: '',
  group,
  order: id,
  chosen,
  waiver: '',
  rows: [],
})

it('a group is one thing to vote on, led by its chosen card or else its first', () => {
  const items = voteItems([factor('a', 'G'), factor('b', 'G', true), factor('c')])
  expect(items.map(item => [item.lead.id, item.title, item.cards.length])).toEqual([
    ['b', 'G', 2],
    ['c', 'text c', 0],
  ])
})

it('dots that a card got before it joined a group count for the group', () => {
  const [group] = voteItems([factor('a', 'G'), factor('b', 'G')])
  expect(group && itemDots(group, { a: 2, b: 1, z: 5 })).toBe(3)
})

it('the top ones include ties with the last, and nothing without a dot', () => {
  const items = voteItems(['a', 'b', 'c', 'd'].map(id => factor(id)))
  const top = (tally: Record<string, number>) => topItems(items, tally, 2).map(item => item.lead.id)
  expect(top({ a: 3, b: 1, c: 1 })).toEqual(['a', 'b', 'c'])
  expect(top({ d: 1 })).toEqual(['d'])
  expect(top({})).toEqual([])
})

it('equal dots share a rank, and what got none has no rank', () => {
  const items = voteItems(['a', 'b', 'c', 'd', 'e'].map(id => factor(id)))
  const ranks = rankItems(items, { c: 3, a: 2, d: 2, e: 1 })
  expect(ranks.map(({ item, rank, isTied }) => [item.lead.id, rank, isTied])).toEqual([
    ['c', 1, false],
    ['a', 2, true],
    ['d', 2, true],
    ['e', 4, false],
    ['b', null, false],
  ])
})

it('a choice from before the vote is unsettled until somebody changes it, or the vote says the same', () => {
  const starred = voteItems([factor('a', '', true), factor('b'), factor('c')])
  const tally = { b: 2 }
  const top = topItems(starred, tally, 1)
  expect(isChoiceUnsettled(starred, top, ['a'])).toBe(true)
  expect(isChoiceUnsettled(starred, top, [])).toBe(false)
  expect(isChoiceUnsettled(starred, topItems(starred, { a: 1 }, 1), ['a'])).toBe(false)
  expect(isChoiceUnsettled(voteItems([factor('a'), factor('b')]), [], [])).toBe(false)
})

it('two chosen factors of one group are told apart by their own words', () => {
  const factors = [factor('a', 'G', true), factor('b', 'G', true), factor('c', 'H', true), factor('d', 'H')]
  expect(factors.slice(0, 3).map(each => factorTitle(each, factors))).toEqual(['text a', 'text b', 'H'])
})

it('dots on a factor that is gone are free again, and those on a card that was merged into a group are the group’s', () => {
  const items = voteItems([factor('a', 'G'), factor('b', 'G'), factor('c')])
  expect(placedDots(items, { b: 1, c: 1, gone: 1 }, false)).toEqual({ a: 1, c: 1 })
  expect(placedDots(items, { a: 1, b: 1 }, true)).toEqual({ a: 1 })
})
