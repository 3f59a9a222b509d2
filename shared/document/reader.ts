import type * as Y from 'yjs'
import { readAllComments } from './comments/read.ts'
import { type CommentThread, type Postmortem, SECTIONS, type SectionName } from './postmortem.ts'
import { type KnownRows, readFacts, readList, schemaOf } from './read.ts'
import { readRichText } from './richText.ts'
import { commentsOf, type Items, LISTS, type ListName, listOf, metaOf, sectionOf } from './schema.ts'

/** A document as plain values, of which only what changed is read again. */
export interface PostmortemReader {
  /** The same object until something changes. Never changes the document (D3). */
  read(): Postmortem
}

/** One part of a document, read when asked for and kept until it changes. */
interface Part<T> {
  readonly root: unknown
  value: T | null
  readonly read: () => T
}

/** Reads `doc` part by part and row by row: a letter in one of 20,000 events costs the reading of one (W8). */
export function createPostmortemReader(doc: Y.Doc, id: string): PostmortemReader {
  const known = Object.fromEntries(LISTS.map(name => [name, new WeakMap()])) as unknown as {
    readonly [L in ListName]: KnownRows<L> & { delete(row: object): boolean }
  }
  const part = <T>(root: unknown, read: () => T): Part<T> => ({ root, value: null, read })
  const facts = part(metaOf(doc), () => ({ schema: schemaOf(doc), ...readFacts(doc) }))
  const sections = SECTIONS.map(name => part(sectionOf(doc, name), () => readRichText(sectionOf(doc, name))))
  const lists = LISTS.map(name =>
    part<readonly Items[ListName][]>(listOf(doc, name), () =>
      readList(doc, name, known[name] as KnownRows<ListName>),
    ),
  )
  const comments = part<readonly CommentThread[]>(commentsOf(doc), () => readAllComments(doc))
  const parts: readonly Part<unknown>[] = [facts, ...sections, ...lists, comments]
  let whole: Postmortem | null = null

  doc.on('afterTransaction', ({ changedParentTypes }: Y.Transaction) => {
    if (changedParentTypes.size === 0) return
    whole = null
    const changed: ReadonlySet<unknown> = new Set(changedParentTypes.keys())
    for (const type of changedParentTypes.keys()) for (const name of LISTS) known[name].delete(type)
    for (const one of parts) if (changed.has(one.root)) one.value = null
  })
  const partOf = <T>(one: Part<T>): T => {
    one.value ??= one.read()
    return one.value
  }
  return {
    read() {
      whole ??= {
        id,
        ...partOf(facts),
        ...(Object.fromEntries(
          SECTIONS.map((name, at) => [name, partOf(sections[at] as (typeof sections)[number])]),
        ) as Pick<Postmortem, SectionName>),
        ...(Object.fromEntries(
          LISTS.map((name, at) => [name, partOf(lists[at] as (typeof lists)[number])]),
        ) as unknown as Pick<Postmortem, ListName>),
        // Those of rows that are gone come back with their row.
        comments: partOf(comments).filter(
          ({ about }) => about.in === 'section' || listOf(doc, about.in).has(about.id),
        ),
      }
      return whole
    },
  }
}
