import * as Y from 'yjs'
import type { ActionItem, Factor, ParkedIdea, SectionName, TimelineRow, Why } from './postmortem.ts'

/** The lists of a postmortem: each a root Y.Map of id → Y.Map, so that moving a row cannot duplicate it. */
export interface Items {
  timeline: TimelineRow
  factors: Factor
  whys: Why
  actions: ActionItem
  parked: ParkedIdea
}
export type ListName = keyof Items
export const LISTS = ['timeline', 'factors', 'whys', 'actions', 'parked'] as const satisfies ListName[]

/** Transaction origin of every edit made through this folder; undo follows it (D6). */
export const EDIT = 'debrief/edit'

/** The client id of the seed (D2). Later edits by the server have an id of the process that makes them (N6). */
export const SEED_CLIENT = 1

export const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta')
export const listOf = (doc: Y.Doc, list: ListName): Y.Map<Y.Map<unknown>> => doc.getMap(list)
/** Comments by id, replies among them, each a Y.Map. */
export const commentsOf = (doc: Y.Doc): Y.Map<Y.Map<unknown>> => doc.getMap('comments')
export const sectionOf = (doc: Y.Doc, section: SectionName): Y.XmlFragment => doc.getXmlFragment(section)

/** An item of a list; null when there is none, or something that a modified client put in its place. */
export function itemOf(doc: Y.Doc, list: ListName, id: string): Y.Map<unknown> | null {
  const item: unknown = listOf(doc, list).get(id)
  return item instanceof Y.Map ? item : null
}

/** The live text of one row, for an editor to bind to; null when the row is gone. */
export function textOf(doc: Y.Doc, list: ListName, id: string): Y.Text | null {
  const text = itemOf(doc, list, id)?.get('text')
  return isPlainText(text) ? text : null
}

/**
 * Whether a value of a row is a text. Rich text passes for one by its class, yet reading it as a string fails on what
 * may be embedded in it.
 */
export const isPlainText = (value: unknown): value is Y.Text =>
  value instanceof Y.Text && !(value instanceof Y.XmlText)
