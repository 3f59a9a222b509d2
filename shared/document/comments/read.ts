import * as Y from 'yjs'
import {
  COMMENTED_LISTS,
  type Comment,
  type CommentAuthor,
  type CommentPlace,
  type CommentThread,
  SECTIONS,
} from '../postmortem.ts'
import { commentsOf, listOf } from '../schema.ts'

/** The threads of a document, the oldest first, without those of rows that are gone. Never changes it (D3). */
export const readComments = (doc: Y.Doc): CommentThread[] =>
  readAllComments(doc).filter(({ about }) => about.in === 'section' || listOf(doc, about.in).has(about.id))

/**
 * Every thread, also of rows that are gone, which come back with their row. What is of another shape is left out, and
 * so is a thread in which nothing is said any more.
 */
export function readAllComments(doc: Y.Doc): CommentThread[] {
  const comments = [...commentsOf(doc)].flatMap(([id, map]) => (map instanceof Y.Map ? [{ id, map }] : []))
  const replies = Map.groupBy(comments, ({ map }) => textIn(map, 'thread'))
  const threads = (replies.get('') ?? []).flatMap(({ id, map }) => {
    const about = placeIn(map.get('about'))
    if (!about) return []
    const answers = (replies.get(id) ?? []).map(reply => commentOf(reply.id, reply.map)).sort(byTime)
    const said = answers.filter(({ text }) => text !== '')
    const first = commentOf(id, map)
    if (first.text === '' && said.length === 0) return []
    const resolvedAt = textIn(map, 'resolved')
    return [
      {
        id,
        about,
        question: map.get('question') === true,
        resolvedAt,
        resolvedBy: resolvedAt === '' ? null : authorOf(map, 'resolved'),
        comments: [first, ...said],
      },
    ]
  })
  return threads.sort((a, b) => byTime(a.comments[0], b.comments[0]))
}

/** Where the words of a thread begin and end, as it is stored; null for a thread about a row. */
export function storedAnchor(doc: Y.Doc, thread: string): { from: unknown; to: unknown } | null {
  const about = commentsOf(doc).get(thread)?.get('about')
  const { from, to } = recordOf(about)
  return from && to ? { from, to } : null
}

function commentOf(id: string, map: Y.Map<unknown>): Comment {
  return {
    id,
    text: textIn(map, 'text'),
    at: textIn(map, 'at'),
    editedAt: textIn(map, 'edited'),
    author: authorOf(map, 'text'),
  }
}

/**
 * Whoever wrote the present value of a field. A field is written whole, so its shared item tells under which client id:
 * a person who changes words of somebody else becomes the author of what is shown.
 */
function authorOf(map: Y.Map<unknown>, field: string): CommentAuthor {
  const name = field === 'text' ? textIn(map, 'name') : textIn(map, 'resolver')
  const { client, clock } = map._map.get(field)?.id ?? { client: 0, clock: 0 }
  return { client, clock, name }
}

function placeIn(value: unknown): CommentPlace | null {
  const about = recordOf(value)
  const list = COMMENTED_LISTS.find(each => each === about.in)
  if (list) return typeof about.id === 'string' ? { in: list, id: about.id } : null
  const section = SECTIONS.find(name => name === about.section)
  const quote = typeof about.quote === 'string' ? about.quote : ''
  return about.in === 'section' && section ? { in: 'section', section, quote } : null
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

function textIn(map: Y.Map<unknown>, field: string): string {
  const value = map.get(field)
  return typeof value === 'string' ? value : ''
}

const byTime = (a: Comment | undefined, b: Comment | undefined): number =>
  compare(a?.at ?? '', b?.at ?? '') || compare(a?.id ?? '', b?.id ?? '')
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
