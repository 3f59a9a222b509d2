import { afterAll, beforeAll, expect, it } from 'vitest'
import { addComment, addReply, resolveThread } from '../../../shared/document/comments/edit.ts'
import { addItem } from '../../../shared/document/edit.ts'
import type { CommentThread } from '../../../shared/document/postmortem.ts'
import { commentsOf } from '../../../shared/document/schema.ts'
import { type Stock, stock, synced } from '../../support/peers.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const AT = '2026-05-27T14:22:00.000Z'

async function enter(postmortem: string, name: string): Promise<Stock> {
  const { session } = await server.guest(postmortem, 'participant', name)
  const { body } = await server.api('POST', `/api/postmortems/${postmortem}/ticket`, {}, session)
  const peer = stock({ url: `${server.url.replace('http', 'ws')}/sync` }, postmortem, { ticket: body.ticket })
  await synced(peer)
  return peer
}

it('[W6] comments carry the names that the server knows, whatever a modified client writes', async () => {
  const postmortem = await server.create()
  const alice = await enter(postmortem, 'Alice')
  const mallory = await enter(postmortem, 'Mallory')
  const threads = async (): Promise<readonly CommentThread[]> =>
    (await server.api('GET', `/api/postmortems/${postmortem}`)).body.comments
  const names = async (): Promise<unknown> =>
    (await threads()).map(({ comments, resolvedBy }) => [
      ...comments.map(({ author, text }) => `${author.name}: ${text}`),
      resolvedBy?.name ?? '',
    ])

  addItem(alice.doc, 'timeline', 'row-1', { text: 'alert' })
  const about = { in: 'timeline', id: 'row-1' } as const
  addComment(alice.doc, 'c1', { about, question: true, text: 'Who saw it?', at: AT, name: 'Alice' })
  await until('the question', () => commentsOf(mallory.doc).has('c1'))
  addReply(mallory.doc, 'c1', 'c2', { text: 'I hid it', at: AT, name: 'Alice' })
  resolveThread(mallory.doc, 'c1', { at: AT, name: 'Alice' })
  await until('the answer', async () => (await threads())[0]?.comments.length === 2)
  expect(await names()).toEqual([['Alice: Who saw it?', 'Mallory: I hid it', 'Mallory']])
  commentsOf(mallory.doc).get('c1')?.set('text', 'It was Bob')
  await until('the forged words', async () => (await threads())[0]?.comments[0]?.text === 'It was Bob')
  expect(await names()).toEqual([['Mallory: It was Bob', 'Mallory: I hid it', 'Mallory']])

  const { body } = await server.api('GET', `/api/postmortems/${postmortem}/authors`)
  const people = body.map(({ client, name }: { client: number; name: string }) => [client, name])
  expect(people).toEqual(Array.from({ length: 3 }, () => [mallory.doc.clientID, 'Mallory']))
  await until('a search that finds the words', async () => {
    const { body: found } = await server.api('GET', '/api/postmortems?query=%22it%20was%20bob%22')
    return found.some(({ id }: { id: string }) => id === postmortem)
  })
  alice.leave()
  mallory.leave()
})
