import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { arrange, freeName, placeCard, renameGroup } from '../../../client/meeting/steps/group/arrange.ts'
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
