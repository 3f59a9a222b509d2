import type * as Y from 'yjs'
import { moveItem, updateItem } from '../../../../shared/document/edit.ts'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { EDIT } from '../../../../shared/document/schema.ts'

/** Cards under one name, in their order. */
export interface CardGroup {
  readonly name: string
  readonly cards: readonly Factor[]
}

/** Cards without a group, and the groups in the order of their first card. */
export function arrange(factors: readonly Factor[]): {
  readonly loose: readonly Factor[]
  readonly groups: readonly CardGroup[]
} {
  const groups = new Map<string, Factor[]>()
  for (const factor of factors) {
    const name = factor.group.trim()
    if (name !== '') groups.set(name, [...(groups.get(name) ?? []), factor])
  }
  return {
    loose: factors.filter(factor => factor.group.trim() === ''),
    groups: [...groups].map(([name, cards]) => ({ name, cards })),
  }
}

/** A name that no group has yet, made by `nameOf` from a number. */
export function freeName(groups: readonly CardGroup[], nameOf: (number: number) => string): string {
  let number = groups.length + 1
  while (groups.some(group => group.name === nameOf(number))) number++
  return nameOf(number)
}

/** Puts a card into a group ('' is none) at a place among its cards, from 0; the others keep their order. */
export function placeCard(
  doc: Y.Doc,
  factors: readonly Factor[],
  card: string,
  group: string,
  place: number,
): void {
  const others = factors.filter(factor => factor.id !== card)
  const inGroup = others.filter(factor => factor.group.trim() === group)
  const above = inGroup[place - 1]
  const below = inGroup[place]
  doc.transact(() => {
    updateItem(doc, 'factors', card, { group })
    if (above) moveItem(doc, 'factors', card, above.id)
    else if (below) moveItem(doc, 'factors', card, others[others.indexOf(below) - 1]?.id ?? null)
  }, EDIT)
}

/** Gives a group another name; a name that another group has puts the two together. */
export function renameGroup(doc: Y.Doc, factors: readonly Factor[], from: string, to: string): void {
  const name = to.trim()
  if (name === '' || name === from) return
  doc.transact(() => {
    for (const factor of factors)
      if (factor.group.trim() === from) updateItem(doc, 'factors', factor.id, { group: name })
  }, EDIT)
}
