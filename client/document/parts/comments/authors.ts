import { useSyncExternalStore } from 'react'
import type { CommentAuthor } from '../../../../shared/document/postmortem.ts'
import type { AuthorAnswer } from '../../../../shared/protocol/commentApi.ts'
import { api } from '../../../connection/api.ts'
import type { Connection } from '../../../connection/connection.ts'
import { readerOf } from '../../../hooks/documentReader.ts'
import { useConnection } from '../../../hooks/useConnection.ts'

/** Who an author is: `sure` when the server said so, or when it is this very page. */
export interface KnownAuthor {
  readonly name: string
  readonly isMe: boolean
  readonly sure: boolean
}

interface Authors {
  subscribe(listener: () => void): () => void
  /** Changes whenever more is known. */
  turn(): number
  of(author: CommentAuthor): KnownAuthor
}

/** Tells who wrote what, as the server knows it; asks it again when a client id turns up that nobody has named yet. */
export function useAuthors(): (author: CommentAuthor) => KnownAuthor {
  const authors = authorsIn(useConnection())
  useSyncExternalStore(authors.subscribe, authors.turn)
  return authors.of
}

const AUTHORS = new WeakMap<Connection, Authors>()

function authorsIn(connection: Connection): Authors {
  const present = AUTHORS.get(connection)
  if (present) return present
  const authors = watchAuthors(connection)
  AUTHORS.set(connection, authors)
  return authors
}

function watchAuthors(connection: Connection): Authors {
  const { doc, me, postmortem, status } = connection
  const { comments } = readerOf(connection)
  const known = new Map<string, AuthorAnswer>()
  const asked = new Set<string>()
  const listeners = new Set<() => void>()
  let turn = 0
  const tell = (): void => {
    turn++
    for (const listener of [...listeners]) listener()
  }
  const ask = async (): Promise<void> => {
    if (status.get().kind !== 'online') return
    const authors = comments
      .get()
      .flatMap(({ comments: said, resolvedBy }) => [
        ...said.map(({ author }) => author),
        ...(resolvedBy ? [resolvedBy] : []),
      ])
    const missing = authors
      .filter(({ client }) => client !== doc.clientID)
      .map(placeOf)
      .filter(place => !asked.has(place))
    if (missing.length === 0) return
    for (const place of missing) asked.add(place)
    const answer = await api.get<readonly AuthorAnswer[]>(`/api/postmortems/${postmortem}/authors`)
    if (!answer.ok) {
      for (const place of missing) asked.delete(place)
      return
    }
    for (const author of answer.value) known.set(placeOf(author), author)
    tell()
  }
  comments.subscribe(() => void ask())
  status.subscribe(() => void ask())
  void ask()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    turn: () => turn,
    of(place) {
      const { client, name } = place
      const mine = me.get()
      if (client === doc.clientID && mine) return { name: mine.name, isMe: true, sure: true }
      const author = known.get(placeOf(place))
      return author
        ? { name: author.name, isMe: author.person === mine?.id, sure: true }
        : { name, isMe: false, sure: false }
    },
  }
}

const placeOf = ({ client, clock }: { readonly client: number; readonly clock: number }): string =>
  `${client}:${clock}`
