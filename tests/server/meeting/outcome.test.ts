import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MeetingCommand } from '../../../shared/meeting/commands.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

async function meeting() {
  const id = await server.create({ title: 'Payments outage' })
  const path = `/api/postmortems/${id}/meeting`
  const { session } = await server.guest(id, 'facilitator', 'Carol Canary')
  const give = async (command: MeetingCommand): Promise<void> => {
    const { rev = 0 } = (await server.api('GET', path)).body ?? {}
    const body = { command, expectedRev: rev, idempotencyKey: crypto.randomUUID() }
    const answer = await server.api('POST', `${path}/commands`, body, session)
    expect([command, answer.status]).toEqual([command, 200])
  }
  await give({ type: 'openMeeting', minutes: 60 })
  await give({ type: 'startMeeting' })
  const file = async (format: string): Promise<string> =>
    (await server.api('GET', `/api/postmortems/${id}/export?format=${format}`)).body
  const read = async () => (await server.api('GET', `/api/postmortems/${id}`)).body
  return { give, file, read }
}

it('[M18] learnings and parked ideas of a meeting that ends early stand in the document and in its exports', async () => {
  const { give, file, read } = await meeting()
  await give({ type: 'recordLearning', text: 'A pool fills\nslowly' })
  await give({ type: 'park', text: 'An alert on the pool' })
  await give({ type: 'endMeeting' })
  const { lessons, parked } = await read()
  expect(lessons).toEqual([
    {
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: 'A pool fills slowly' }] }],
        },
      ],
    },
  ])
  expect(parked).toEqual([expect.objectContaining({ text: 'An alert on the pool' })])
  for (const format of ['markdown', 'html']) {
    const text = await file(format)
    expect([format, text]).toEqual([format, expect.stringContaining('A pool fills slowly')])
    expect([format, text]).toEqual([format, expect.stringContaining('An alert on the pool')])
    expect([format, text]).toEqual([format, expect.not.stringContaining('Canary')])
  }
})

it('[M18] what the document says already is not said twice, and a deleted idea stays deleted', async () => {
  const { give, read } = await meeting()
  await give({ type: 'recordLearning', text: 'A pool fills slowly' })
  await give({ type: 'recordLearning', text: 'A pool  fills slowly' })
  await give({ type: 'park', text: 'An alert on the pool' })
  await give({ type: 'endMeeting' })
  await give({ type: 'reopenMeeting' })
  await give({ type: 'recordLearning', text: 'A pool fills slowly' })
  await give({ type: 'endMeeting' })
  const { lessons, parked } = await read()
  expect(JSON.stringify(lessons).match(/A pool fills slowly/g)).toHaveLength(1)
  expect(parked).toHaveLength(1)
})
