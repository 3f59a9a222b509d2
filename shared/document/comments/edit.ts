import * as Y from 'yjs'
import type { CommentPlace } from '../postmortem.ts'
import { commentsOf, EDIT } from '../schema.ts'
import type { Anchor } from './anchor.ts'

/** Who says what, and when: `at` is an ISO instant, `name` what the server calls this person. */
export interface Said {
  readonly text: string
  readonly at: string
  readonly name: string
}

/** A place as it is stored: words of a section are held on to by their letters, not by a mark in the text. */
export type CommentTarget =
  | Exclude<CommentPlace, { in: 'section' }>
  | (Extract<CommentPlace, { in: 'section' }> & Anchor)

/** Begins a thread. An id that is there already is left as it is. */
export function addComment(
  doc: Y.Doc,
  id: string,
  { about, question, ...said }: Said & { readonly about: CommentTarget; readonly question: boolean },
): void {
  write(doc, id, { thread: '', about: { ...about }, question, resolved: '', ...said })
}

/** Answers in a thread; nothing happens when there is none. */
export function addReply(doc: Y.Doc, thread: string, id: string, said: Said): void {
  if (commentsOf(doc).has(thread)) write(doc, id, { thread, ...said })
}

/** Writes a comment anew. Whoever does that is its author from now on; screens offer it to its author alone. */
export function changeComment(doc: Y.Doc, id: string, { text, at, name }: Said): void {
  set(doc, id, { text, edited: at, name })
}

/** Takes a comment back: its words are gone, and what others replied stays. */
export function takeBackComment(doc: Y.Doc, id: string): void {
  set(doc, id, { text: '' })
}

/** Closes a thread, or opens it again with `at` ''. */
export function resolveThread(doc: Y.Doc, thread: string, { at, name }: Pick<Said, 'at' | 'name'>): void {
  set(doc, thread, { resolved: at, resolver: name })
}

/**
 * Removes the comments of rows and sections' words that `isGone` names, with their replies, for good: a redaction needs
 * it (D10), for comments of a deleted row stay in the document so that undo brings them back.
 */
export function removeComments(doc: Y.Doc, isGone: (thread: string) => boolean): void {
  const comments = commentsOf(doc)
  doc.transact(() => {
    for (const [id, map] of [...comments]) {
      const thread = map instanceof Y.Map ? map.get('thread') : ''
      if (isGone(typeof thread === 'string' && thread !== '' ? thread : id)) comments.delete(id)
    }
  }, EDIT)
}

function write(doc: Y.Doc, id: string, fields: Readonly<Record<string, unknown>>): void {
  const comments = commentsOf(doc)
  if (comments.has(id)) return
  doc.transact(() => comments.set(id, new Y.Map(Object.entries(fields))), EDIT)
}

function set(doc: Y.Doc, id: string, fields: Readonly<Record<string, unknown>>): void {
  const comment = commentsOf(doc).get(id)
  if (!(comment instanceof Y.Map)) return
  doc.transact(() => {
    for (const [name, value] of Object.entries(fields)) comment.set(name, value)
  }, EDIT)
}
