import { entryOf } from '../base/lookup.ts'
import type { Factor } from './postmortem.ts'

/** What gets one dot: a group of factors, or a factor that stands alone. Its dots and its `chosen` sit on `lead`. */
export interface VoteItem {
  readonly lead: Factor
  /** The group's name, or the text of the factor that stands alone. */
  readonly title: string
  /** The other cards of the group. */
  readonly cards: readonly Factor[]
}

/** Groups in the order of their first factor. A chosen factor leads its group, so that a choice is never hidden. */
export function voteItems(factors: readonly Factor[]): readonly VoteItem[] {
  const groups = new Map<string, Factor[]>()
  for (const factor of factors) {
    const name = factor.group.trim()
    const key = name === '' ? `alone/${factor.id}` : `group/${name}`
    const group = groups.get(key)
    if (group) group.push(factor)
    else groups.set(key, [factor])
  }
  return [...groups.values()].flatMap(group => {
    const lead = group.find(factor => factor.chosen) ?? group[0]
    if (!lead) return []
    return [
      { lead, title: lead.group.trim() || lead.text, cards: group.filter(card => card.group.trim() !== '') },
    ]
  })
}

/**
 * The name that a factor goes by once groups exist: its group's, unless several of the group are chosen; then each is
 * told apart by its own text.
 */
export function factorTitle(factor: Factor, factors: readonly Factor[]): string {
  const group = factor.group.trim()
  if (group === '') return factor.text
  const isAlone = !factors.some(
    other => other.id !== factor.id && other.chosen && other.group.trim() === group,
  )
  return isAlone ? group : factor.text
}

/** So many are proposed for action items when the vote has closed (M12). */
export const TOP = 3

/**
 * The items with the most dots, most first, up to `count`; all that tie with the last one come too. Items without a
 * dot are never among them.
 */
export function topItems(
  items: readonly VoteItem[],
  tally: Readonly<Record<string, number>>,
  count: number,
): readonly VoteItem[] {
  const ranked = rankItems(items, tally).filter(({ dots }) => dots > 0)
  const least = ranked[Math.min(count, ranked.length) - 1]?.dots ?? Number.POSITIVE_INFINITY
  return ranked.filter(({ dots }) => dots >= least).map(({ item }) => item)
}

/** An item in the vote's result: equal dots share a rank, counted from 1; without a dot there is none. */
export interface RankedItem {
  readonly item: VoteItem
  readonly dots: number
  readonly rank: number | null
  /** Another item has as many dots, at least one. */
  readonly isTied: boolean
}

/** The items by their dots, most first; equal ones in the document's order. */
export function rankItems(
  items: readonly VoteItem[],
  tally: Readonly<Record<string, number>>,
): readonly RankedItem[] {
  const counted = items.map(item => ({ item, dots: itemDots(item, tally) })).sort((a, b) => b.dots - a.dots)
  const holders = Map.groupBy(counted, ({ dots }) => dots)
  return counted.map(({ item, dots }) => ({
    item,
    dots,
    rank: dots > 0 ? 1 + counted.findIndex(other => other.dots === dots) : null,
    isTied: dots > 0 && (holders.get(dots)?.length ?? 0) > 1,
  }))
}

/**
 * Whether the choice still stands as it was before the vote closed, although the vote has other items on top: then it
 * is not the vote's outcome.
 */
export function isChoiceUnsettled(
  items: readonly VoteItem[],
  top: readonly VoteItem[],
  chosenBefore: readonly string[],
): boolean {
  const chosen = items.flatMap(({ lead, cards }) =>
    [lead, ...cards].flatMap(card => (card.chosen ? [card.id] : [])),
  )
  const isAsBefore =
    chosen.every(id => chosenBefore.includes(id)) && chosenBefore.every(id => chosen.includes(id))
  return chosen.length > 0 && isAsBefore && items.some(item => item.lead.chosen !== top.includes(item))
}

/** Dots of an item: those on its lead, and those that a card got before the groups changed. */
export const itemDots = (item: VoteItem, tally: Readonly<Record<string, number>>): number =>
  [...new Set([item.lead.id, ...item.cards.map(card => card.id)])].reduce(
    (sum, id) => sum + (entryOf(tally, id) ?? 0),
    0,
  )

/**
 * A ballot as it stands on these items: dots of a card that joined a group are the group's, and dots on what is gone are
 * free again. With `oneEach`, what came together counts once.
 */
export function placedDots(
  items: readonly VoteItem[],
  dots: Readonly<Record<string, number>>,
  oneEach: boolean,
): Readonly<Record<string, number>> {
  const placed = items
    .map(item => [item.lead.id, itemDots(item, dots)] as const)
    .filter(([, count]) => count > 0)
  return Object.fromEntries(placed.map(([id, count]) => [id, oneEach ? 1 : count]))
}
