import { expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  arrange,
  blocksOf,
  freeName,
  placeCard,
  putFactor,
  renameGroup,
  slotBeside,
} from '../../../client/document/parts/factors/arrange.ts'
import { addItem } from '../../../shared/document/edit.ts'
import { readList } from '../../../shared/document/read.ts'

function board(...cards: readonly (readonly [string, string])[]): Y.Doc {
  const doc = new Y.Doc()
  for (const [id, group] of cards) addItem(doc, 'factors', id, { text: id, group })
  return doc
}

const shown = (doc: Y.Doc): string[] => {
  const { loose, groups } = arrange(readList(doc, 'factors'))
  const names = (cards: readonly { id: string }[]): string => cards.map(card => card.id).join(' ')
  return [`- ${names(loose)}`, ...groups.map(group => `${group.name} ${names(group.cards)}`)]
}

it('a card dropped between two others of a group stays there', () => {
  const doc = board(['a', 'G'], ['b', 'G'], ['c', ''])
  placeCard(doc, readList(doc, 'factors'), 'c', 'G', 1)
  expect(shown(doc)).toEqual(['- ', 'G a c b'])
})

it('a card dropped first in a group comes before the others', () => {
  const doc = board(['x', ''], ['a', 'G'], ['b', 'G'], ['c', 'H'])
  placeCard(doc, readList(doc, 'factors'), 'c', 'G', 0)
  expect(shown(doc)).toEqual(['- x', 'G c a b'])
})

it('a group that is renamed keeps its cards, and a name that exists puts two together', () => {
  const doc = board(['a', 'G'], ['b', 'H'])
  renameGroup(doc, readList(doc, 'factors'), 'G', ' Noticing late ')
  expect(shown(doc)).toEqual(['- ', 'Noticing late a', 'H b'])
  renameGroup(doc, readList(doc, 'factors'), 'H', 'Noticing late')
  expect(shown(doc)).toEqual(['- ', 'Noticing late a b'])
})

it('a new group never takes the name of another', () => {
  const { groups } = arrange(readList(board(['a', 'Group 2']), 'factors'))
  expect(freeName(groups, number => `Group ${number}`)).toBe('Group 3')
})

const groupsOf = (doc: Y.Doc): string =>
  blocksOf(readList(doc, 'factors'))
    .map(({ name, cards }) => `${name}(${cards.map(card => card.id).join(' ')})`)
    .join(' ')

it('a factor goes through the list one place at a time, into a group, through it and out again', () => {
  const doc = new Y.Doc()
  for (const [id, group] of Object.entries({ a: '', b: 'G', c: 'G', d: '' }))
    addItem(doc, 'factors', id, { text: id, group })
  const seen: string[] = [groupsOf(doc)]
  const step = (by: -1 | 1): void => {
    const slot = slotBeside(readList(doc, 'factors'), 'a', by)
    if (slot) putFactor(doc, readList(doc, 'factors'), 'a', slot)
    seen.push(slot ? groupsOf(doc) : 'end')
  }
  for (let down = 0; down < 6; down++) step(1)
  expect(seen).toEqual([
    '(a) G(b c) (d)',
    'G(a b c) (d)',
    'G(b a c) (d)',
    'G(b c a) (d)',
    'G(b c) (a) (d)',
    'G(b c) (d) (a)',
    'end',
  ])
  seen.length = 0
  for (let up = 0; up < 6; up++) step(-1)
  expect(seen).toEqual([
    'G(b c) (a) (d)',
    'G(b c a) (d)',
    'G(b a c) (d)',
    'G(a b c) (d)',
    '(a) G(b c) (d)',
    'end',
  ])
})

it('a factor dropped on another makes a group of both, next to each other', () => {
  const doc = new Y.Doc()
  for (const id of ['a', 'b', 'c', 'd']) addItem(doc, 'factors', id, { text: id })
  putFactor(doc, readList(doc, 'factors'), 'd', { into: 'new', with: 'b', name: 'Alerts' })
  expect(groupsOf(doc)).toBe('(a) Alerts(b d) (c)')
  putFactor(doc, readList(doc, 'factors'), 'd', { into: 'list', after: null })
  expect(groupsOf(doc)).toBe('(d) (a) Alerts(b) (c)')
})
