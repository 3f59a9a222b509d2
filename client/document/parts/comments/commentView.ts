import type { CommentTarget } from '../../../../shared/document/comments/edit.ts'
import type { CommentedList, CommentThread } from '../../../../shared/document/postmortem.ts'
import type { Connection } from '../../../connection/connection.ts'
import { type Cell, createCell } from '../../../connection/observable.ts'

/** What the comments panel shows: nothing, all threads, those of a row, one about words, or one that is begun. */
export type CommentView =
  | { readonly kind: 'closed' }
  | { readonly kind: 'list' }
  | { readonly kind: 'row'; readonly in: CommentedList; readonly id: string }
  | { readonly kind: 'thread'; readonly thread: string }
  | { readonly kind: 'draft'; readonly about: CommentTarget & { readonly in: 'section' } }

const VIEWS = new WeakMap<Connection, Cell<CommentView>>()

/** The one comments panel of a connection: marks beside the text open it, whatever screen they are on. */
export function commentView(connection: Connection): Cell<CommentView> {
  const present = VIEWS.get(connection)
  if (present) return present
  const view = createCell<CommentView>({ kind: 'closed' })
  VIEWS.set(connection, view)
  return view
}

/** The view that shows a thread in its place. */
export const viewOf = ({ id, about }: CommentThread): CommentView =>
  about.in === 'section' ? { kind: 'thread', thread: id } : { kind: 'row', in: about.in, id: about.id }
