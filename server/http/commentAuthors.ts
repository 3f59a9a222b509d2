import type { CommentAuthor, Postmortem } from '../../shared/document/postmortem.ts'
import type { AuthorAnswer } from '../../shared/protocol/commentApi.ts'
import type { Room } from '../room/api.ts'
import type { Store } from '../store/store.ts'

/** Everyone who wrote or resolved a comment that can be read; client ids of the server itself are nobody's. */
export async function authorsOf(store: Store, room: Room, { comments }: Postmortem): Promise<AuthorAnswer[]> {
  const clients = new Set(
    comments.flatMap(({ comments: said, resolvedBy }) => [
      ...said.map(({ author }) => author.client),
      ...(resolvedBy ? [resolvedBy.client] : []),
    ]),
  )
  const owners = [...clients].flatMap(client => {
    const person = room.ownerOf(client)
    return person ? [{ client, person }] : []
  })
  const people = await store.access.people([...new Set(owners.map(({ person }) => person))])
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return owners.flatMap(({ client, person }) => {
    const name = names.get(person)
    return name === undefined ? [] : [{ client, person, name }]
  })
}

/** A postmortem whose comments carry the names that the server knows; one that it does not know has none. */
export function withAuthors(postmortem: Postmortem, authors: readonly AuthorAnswer[]): Postmortem {
  if (postmortem.comments.length === 0) return postmortem
  const names = new Map(authors.map(({ client, name }) => [client, name]))
  const named = ({ client }: CommentAuthor): CommentAuthor => ({ client, name: names.get(client) ?? '' })
  const comments = postmortem.comments.map(thread => ({
    ...thread,
    resolvedBy: thread.resolvedBy && named(thread.resolvedBy),
    comments: thread.comments.map(comment => ({ ...comment, author: named(comment.author) })),
  }))
  return { ...postmortem, comments }
}
