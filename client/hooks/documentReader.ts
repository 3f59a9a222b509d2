import type { Doc, Transaction, YEvent } from 'yjs'
import { readAllComments } from '../../shared/document/comments/read.ts'
import {
  type CommentThread,
  type Facts,
  type Postmortem,
  SECTIONS,
  type SectionName,
} from '../../shared/document/postmortem.ts'
import { readFacts, readList, schemaOf } from '../../shared/document/read.ts'
import { readRichText } from '../../shared/document/richText.ts'
import {
  commentsOf,
  type Items,
  LISTS,
  type ListName,
  listOf,
  metaOf,
  sectionOf,
} from '../../shared/document/schema.ts'
import type { Connection } from '../connection/connection.ts'
import type { Observable } from '../connection/observable.ts'
import { type Beat, createBeat, type Urgency } from './beat.ts'

/** A document as plain values, each part read again only after it changed. */
export interface DocumentReader {
  readonly facts: Observable<Facts>
  readonly lists: { readonly [L in ListName]: Observable<readonly Items[L][]> }
  readonly sections: Readonly<Record<SectionName, Observable<Postmortem[SectionName]>>>
  /** Those of rows that are gone are left out. */
  readonly comments: Observable<readonly CommentThread[]>
  readonly postmortem: Observable<Postmortem>
  /** Tells listeners now what would be told by the next beat. */
  settle(): void
}

const READERS = new WeakMap<Connection, DocumentReader>()

/** The one reader of a connection's document. */
export function readerOf(connection: Connection): DocumentReader {
  const present = READERS.get(connection)
  if (present) return present
  const reader = createReader(connection.doc, connection.postmortem)
  READERS.set(connection, reader)
  return reader
}

type Events = readonly YEvent<never>[]
interface Root {
  observeDeep(listener: (events: Events, transaction: Transaction) => void): void
}

function createReader(doc: Doc, id: string): DocumentReader {
  const beat = createBeat()
  const facts = cached(beat, 'now', metaOf(doc) as unknown as Root, () => readFacts(doc))
  const list = <L extends ListName>(name: L): Observable<readonly Items[L][]> => {
    const known = new Map<unknown, Items[L]>()
    const root = listOf(doc, name)
    return cached<readonly Items[L][]>(
      beat,
      isTyped,
      root as unknown as Root,
      () => readList(doc, name, known),
      events => {
        for (const { path, target } of events)
          known.delete(path.length > 0 ? root.get(String(path[0])) : target)
        for (const row of [...known.keys()]) if (!isLive(row)) known.delete(row)
      },
    )
  }
  const section = (name: SectionName): Observable<Postmortem[SectionName]> =>
    cached(beat, 'later', sectionOf(doc, name) as unknown as Root, () => readRichText(sectionOf(doc, name)))

  const lists = Object.fromEntries(
    LISTS.map(name => [name, list(name)]),
  ) as unknown as DocumentReader['lists']
  const sections = Object.fromEntries(
    SECTIONS.map(name => [name, section(name)]),
  ) as DocumentReader['sections']
  const comments = commentsOn(doc, beat, lists)
  const whole = (): Postmortem => ({
    id,
    schema: schemaOf(doc),
    ...facts.get(),
    ...(Object.fromEntries(SECTIONS.map(name => [name, sections[name].get()])) as Pick<
      Postmortem,
      SectionName
    >),
    ...(Object.fromEntries(LISTS.map(name => [name, lists[name].get()])) as unknown as Pick<
      Postmortem,
      ListName
    >),
    comments: comments.get(),
  })
  return {
    facts,
    lists,
    sections,
    comments,
    postmortem: combined(
      [facts, comments, ...LISTS.map(name => lists[name]), ...SECTIONS.map(name => sections[name])],
      whole,
    ),
    settle: beat.settle,
  }
}

/** Letters in the texts of rows, and nothing else. */
const isTyped = (events: Events): Urgency =>
  events.every(({ path }) => path.length > 1 && path[1] === 'text') ? 'later' : 'now'

/** The same array until a comment changes, or a row with comments comes or goes. */
function commentsOn(
  doc: Doc,
  beat: Beat,
  lists: DocumentReader['lists'],
): Observable<readonly CommentThread[]> {
  const all = cached(beat, 'now', commentsOf(doc) as unknown as Root, () => readAllComments(doc))
  let shown: readonly CommentThread[] = []
  const read = (): readonly CommentThread[] => {
    const now = all.get().filter(({ about }) => about.in === 'section' || listOf(doc, about.in).has(about.id))
    if (now.length !== shown.length || now.some((thread, at) => thread !== shown[at])) shown = now
    return shown
  }
  return settled(combined([all, lists.timeline, lists.factors, lists.whys, lists.actions], read))
}

/** The same value, whose many listeners hear only when it is another: each row asks for its comments. */
function settled<T>(of: Observable<T>): Observable<T> {
  const listeners = new Set<() => void>()
  let told = of.get()
  of.subscribe(() => {
    const now = of.get()
    if (now === told) return
    told = now
    for (const listener of [...listeners]) listener()
  })
  return {
    get: of.get,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A row that was deleted keeps its object; its item in the document says so. */
const isLive = (row: unknown): boolean =>
  (row as { _item?: { deleted: boolean } | null })._item?.deleted === false

/** Reads when asked, and again only after a change; listeners hear of what this person does as soon as `own` says. */
function cached<T>(
  beat: Beat,
  own: Urgency | ((events: Events) => Urgency),
  root: Root,
  read: () => T,
  forget: (events: Events) => void = () => {},
): Observable<T> {
  const listeners = new Set<() => void>()
  let present: { readonly value: T } | null = null
  root.observeDeep((events, { local }) => {
    forget(events)
    present = null
    beat.tell(listeners, !local ? 'beat' : typeof own === 'string' ? own : own(events))
  })
  return {
    get() {
      present ??= { value: read() }
      return present.value
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** One value made of several observables; the same object until one of their values is another. */
function combined<T>(parts: readonly Observable<unknown>[], make: () => T): Observable<T> {
  let from: readonly unknown[] | null = null
  let value: T
  return {
    get() {
      const now = parts.map(part => part.get())
      if (!from || now.some((part, at) => part !== from?.[at])) {
        from = now
        value = make()
      }
      return value
    },
    subscribe(listener) {
      const stops = parts.map(part => part.subscribe(listener))
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
