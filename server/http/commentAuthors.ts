import type { CommentAuthor, Postmortem } from '../../shared/document/postmortem.ts'
import type { AuthorAnswer } from '../../shared/protocol/commentApi.ts'
import type { Room } from '../room/api.ts'
import type { Store } from '../store/store.ts'

/** Everyone who wrote or resolved a comment that can be read; what the server itself wrote is nobody's. */
export async function authorsOf(store: Store, room: Room, { comments }: Postmortem): Promise<AuthorAnswer[]> {
  const places = comments.flatMap(({ comments: said, resolvedBy }) => [
    ...said.map(({ author }) => author),
    ...(resolvedBy ? [resolvedBy] : []),
  ])
  const authors = places.map(({ client, clock }) => ({
    client,
    clock,
    person: room.authorOf(client, clock) ?? '',
  }))
  const people = await store.access.people([...new Set(authors.map(({ person }) => person))].filter(Boolean))
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return authors.map(author => ({ ...author, name: names.get(author.person) ?? '' }))
}

/** A postmortem whose comments carry the names that the server knows; one that it does not know has none. */
export function withAuthors(postmortem: Postmortem, authors: readonly AuthorAnswer[]): Postmortem {
  if (postmortem.comments.length === 0) return postmortem
  const names = new Map(authors.map(author => [placeOf(author), author.name]))
  const named = (author: CommentAuthor): CommentAuthor => ({
    ...author,
    name: names.get(placeOf(author)) ?? '',
  })
  const comments = postmortem.comments.map(thread => ({
    ...thread,
    resolvedBy: thread.resolvedBy && named(thread.resolvedBy),
    comments: thread.comments.map(comment => ({ ...comment, author: named(comment.author) })),
  }))
  return { ...postmortem, comments }
}

const placeOf = ({ client, clock }: { readonly client: number; readonly clock: number }): string =>
  `${client}:${clock}`
