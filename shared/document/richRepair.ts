import * as Y from 'yjs'
import { faultOf, isDeep, isEditable, itemsOf, lackOf, sectionsOf } from './richShape.ts'

/** A place in a section that no editor can keep: the Yjs client id and clock of its item. */
export interface Broken {
  readonly client: number
  readonly clock: number
}

/** Mending a place may leave another that has to be mended, outside of it. */
const ROUNDS = 5
/** How much is looked at after one transaction; the rest of a larger one is found by whoever reads. */
const MOST_ITEMS = 200_000

/** What a transaction brought into sections that no editor can keep. Costs what was brought, not what is there. */
export function brokenIn({ doc, beforeState, afterState, changed }: Y.Transaction): Broken[] {
  const isInSection = sectionsOf(doc)
  const broken: Y.Item[] = []
  let left = MOST_ITEMS
  for (const [client, end] of afterState) {
    const begin = beforeState.get(client) ?? 0
    if (end <= begin) continue
    const structs = doc.store.clients.get(client) ?? []
    for (let at = Y.findIndexSS(structs, begin); at < structs.length && left > 0; at++, left--) {
      const item = structs[at]
      if (item instanceof Y.Item && !item.deleted && isInSection(item) && isBroken(item)) broken.push(item)
    }
  }
  for (const type of changed.keys()) {
    const item = type._item
    if (type instanceof Y.XmlElement && item && !item.deleted && lackOf(type) && isInSection(item))
      broken.push(item)
  }
  return broken.map(({ id: { client, clock } }) => ({ client, clock }))
}

/**
 * Mends places of sections: takes out what no section can hold, puts in what is missing. What stands in a wrong place is
 * taken out only where one hand alone wrote in it, as `isOneHand` tells of the client ids. What was mended meanwhile is
 * left alone. Answers the places that held something foreign.
 */
export function repair(
  doc: Y.Doc,
  broken: readonly Broken[],
  isOneHand: (clients: ReadonlySet<number>) => boolean,
): Broken[] {
  return doc.transact(transaction =>
    broken.filter(({ client, clock }) => {
      const item = Y.getItem(doc.store, Y.createID(client, clock))
      if (!(item instanceof Y.Item) || item.deleted) return false
      const fault = faultOf(item)
      if (fault === 'unknown' || (fault === 'misplaced' && isOneHand(clientsWithin(item))))
        item.delete(transaction)
      else if (!fault) complete(item, transaction)
      return fault !== null
    }),
  )
}

/** Deletes these items where they still stand, and answers which did. */
export function removeEntries(doc: Y.Doc, entries: readonly Broken[]): Broken[] {
  return doc.transact(transaction =>
    entries.filter(({ client, clock }) => {
      const item = Y.getItem(doc.store, Y.createID(client, clock))
      if (!(item instanceof Y.Item) || item.deleted) return false
      item.delete(transaction)
      return true
    }),
  )
}

/** Takes out of a section whatever no editor can keep, and fills in what is missing. Call inside a transaction. */
export function removeForeign(doc: Y.Doc, section: Y.XmlFragment): void {
  // What is mended may itself lack something then: an item whose only child was foreign.
  for (let round = 0; round < ROUNDS && !isEditable(section); round++)
    repair(doc, brokenWithin(section), () => true)
}

function brokenWithin(section: Y.XmlFragment): Broken[] {
  const broken: Broken[] = []
  const open: Y.AbstractType<unknown>[] = [section as unknown as Y.AbstractType<unknown>]
  for (let type = open.pop(); type; type = open.pop()) {
    for (const item of itemsOf(type)) {
      if (item.deleted) continue
      const inner = item.content instanceof Y.ContentType ? item.content.type : null
      if (isBroken(item)) broken.push({ client: item.id.client, clock: item.id.clock })
      else if (inner) open.push(inner as Y.AbstractType<unknown>)
    }
  }
  return broken
}

function isBroken(item: Y.Item): boolean {
  const type = item.content instanceof Y.ContentType ? item.content.type : null
  return faultOf(item) !== null || (type instanceof Y.XmlElement && lackOf(type) !== null)
}

/** Gives an element what it cannot be without, or takes it out when it holds nothing. */
function complete(item: Y.Item, transaction: Y.Transaction): void {
  const type = item.content instanceof Y.ContentType ? item.content.type : null
  const lack = type instanceof Y.XmlElement ? lackOf(type) : null
  // Where a paragraph would be too deep, the element goes, and its parent is asked the same.
  if (lack === 'paragraph' && isDeep(item)) item.delete(transaction)
  else if (lack === 'paragraph') (type as Y.XmlElement).insert(0, [new Y.XmlElement('paragraph')])
  else if (lack === 'empty') item.delete(transaction)
}

/** The client ids of an item and of everything in it that is shown. */
function clientsWithin(item: Y.Item): Set<number> {
  const clients = new Set<number>()
  const open = [item]
  for (let next = open.pop(); next; next = open.pop()) {
    clients.add(next.id.client)
    const type = next.content instanceof Y.ContentType ? next.content.type : null
    for (let child = type?._start ?? null; child; child = child.right) if (!child.deleted) open.push(child)
    if (type) for (const attribute of type._map.values()) if (!attribute.deleted) open.push(attribute)
  }
  return clients
}
