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

/** What stands together in the list: a group with its factors, or under '' a factor on its own. */
export type Block = CardGroup

/** The list as it is drawn: groups, and factors without one, in the order of their first factor. */
export function blocksOf(factors: readonly Factor[]): readonly Block[] {
  const blocks: { readonly name: string; readonly cards: Factor[] }[] = []
  const groups = new Map<string, { readonly name: string; readonly cards: Factor[] }>()
  for (const factor of factors) {
    const name = factor.group.trim()
    const known = name === '' ? undefined : groups.get(name)
    if (known) known.cards.push(factor)
    else {
      const block = { name, cards: [factor] }
      blocks.push(block)
      if (name !== '') groups.set(name, block)
    }
  }
  return blocks
}

/** Where a factor can be put. */
export type Slot =
  /** Among the factors of a group, from 0, itself not counted. */
  | { readonly into: 'group'; readonly name: string; readonly place: number }
  /** On its own, behind the block that begins with this factor; null is first. */
  | { readonly into: 'list'; readonly after: string | null }
  /** In a new group, with another factor or alone. */
  | { readonly into: 'new'; readonly with: string | null; readonly name: string }

/** Puts a factor into a slot, as one change that can be undone. */
export function putFactor(doc: Y.Doc, factors: readonly Factor[], id: string, slot: Slot): void {
  doc.transact(() => {
    if (slot.into === 'group') placeCard(doc, factors, id, slot.name, slot.place)
    else if (slot.into === 'list') {
      updateItem(doc, 'factors', id, { group: '' })
      moveItem(doc, 'factors', id, slot.after)
    } else {
      if (slot.with !== null) {
        updateItem(doc, 'factors', slot.with, { group: slot.name })
        moveItem(doc, 'factors', id, slot.with)
      }
      updateItem(doc, 'factors', id, { group: slot.name })
    }
  }, EDIT)
}

/** The slot one place up (-1) or down (1): through a group, out of it, and into the next; null at the list's end. */
export function slotBeside(factors: readonly Factor[], id: string, by: -1 | 1): Slot | null {
  const blocks = blocksOf(factors)
  const at = blocks.findIndex(block => block.cards.some(card => card.id === id))
  const block = blocks[at]
  if (!block) return null
  const first = (of: Block | undefined): string | null => of?.cards[0]?.id ?? null
  if (block.name === '') {
    const next = blocks[at + by]
    if (!next) return null
    if (next.name !== '') return { into: 'group', name: next.name, place: by > 0 ? 0 : next.cards.length }
    return { into: 'list', after: by > 0 ? first(next) : first(blocks[at - 2]) }
  }
  const place = block.cards.findIndex(card => card.id === id) + by
  if (place >= 0 && place < block.cards.length) return { into: 'group', name: block.name, place }
  if (by < 0) return { into: 'list', after: first(blocks[at - 1]) }
  const rest = block.cards.find(card => card.id !== id)
  return { into: 'list', after: rest?.id ?? first(blocks[at - 1]) }
}
