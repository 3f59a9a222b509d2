import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { SECTIONS } from '../../shared/document/postmortem.ts'
import { sectionOf } from '../../shared/document/schema.ts'
import { CLOSE } from '../../shared/protocol/closeCodes.ts'
import { RawPeer } from '../support/peers.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'
import { EVIL_IDS, writeEvil } from './evilDocument.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const joined = async (postmortem: string): Promise<RawPeer> => {
  const { session } = await server.guest(postmortem, 'participant', 'Eve')
  const at = { url: `${server.url.replace('http', 'ws')}/sync` }
  return RawPeer.join(at, postmortem, 'v=1', { authorization: `Bearer ${session}` })
}

/** Everything that reads a document, by path. */
const READERS = [
  '',
  '/findings',
  '/export?format=markdown',
  '/export?format=html',
  '/export?format=json',
  '/export?format=csv',
  '/export?format=csv&of=actions',
  '/export?format=ics',
  '/export?format=ics&of=actions',
  '/meeting',
  '/meeting/report',
  '/people',
  '/authors',
] as const

async function readEverywhere(postmortem: string): Promise<void> {
  for (const path of [
    ...READERS.map(path => `/api/postmortems/${postmortem}${path}`),
    '/api/postmortems?query=constructor',
    '/api/actions',
    '/api/trends',
  ]) {
    const { status } = await server.api('GET', path)
    expect([path, status]).toEqual([
      path,
      path.endsWith('/meeting') || path.endsWith('/report') ? expect.toBeOneOf([200, 404]) : 200,
    ])
  }
}

it('a document in which nothing is as our own client writes it is read, exported and listed', async () => {
  const postmortem = await server.create({ severity: 'SEV1' })
  const eve = await joined(postmortem)
  eve.edit(writeEvil)
  await until('saved', () => eve.saved > 0)
  await readEverywhere(postmortem)
  const read = (await server.api('GET', `/api/postmortems/${postmortem}`)).body
  expect(read.factors.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([...EVIL_IDS]))
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  expect(Object.keys(Object.prototype)).toEqual([])
  eve.leave()
})

it('dots on factors called constructor and __proto__ are counted like any other', async () => {
  const postmortem = await server.create()
  const eve = await joined(postmortem)
  eve.edit(writeEvil)
  await until('saved', () => eve.saved > 0)
  let rev = 0
  const give = async (command: Record<string, unknown>) => {
    const body = { command, expectedRev: rev, idempotencyKey: `${command.type} ${rev}` }
    const answer = await server.api('POST', `/api/postmortems/${postmortem}/meeting/commands`, body)
    expect([command.type, answer.status, answer.body.error]).toEqual([command.type, 200, undefined])
    rev = answer.body.rev
    return answer.body.state
  }
  await give({ type: 'openMeeting', facilitatorsVote: true, dots: 5 })
  await give({ type: 'startMeeting' })
  await give({ type: 'openVote' })
  await give({ type: 'castVote', dots: { constructor: 2, toString: 1 } })
  const state = await give({ type: 'closeVote' })
  expect(JSON.stringify(state)).toContain('"constructor":2')
  await readEverywhere(postmortem)
  eve.leave()
})

/** Writes a text at the bottom of so many quotes into a section. */
function nest(peer: RawPeer, name: (typeof SECTIONS)[number], levels: number): void {
  peer.edit(doc => {
    let inner = new Y.XmlElement('paragraph')
    sectionOf(doc, name).push([inner])
    for (let depth = 0; depth < levels; depth++) {
      const next = new Y.XmlElement('blockquote')
      inner.push([next])
      inner = next
    }
    inner.push([new Y.XmlText('the very bottom')])
  })
}

it('[W6] text nested hundreds deep hides nothing else and breaks no reader; thousands deep it is refused', async () => {
  const postmortem = await server.create({ title: 'Deep' })
  const eve = await joined(postmortem)
  for (const name of SECTIONS.slice(0, 2)) nest(eve, name, 450)
  await until('saved', () => eve.saved === 2)
  await readEverywhere(postmortem)
  const mallory = await joined(postmortem)
  nest(mallory, 'summary', 8_000)
  expect(await mallory.closedWith()).toBe(CLOSE.refusedUpdate)
  await readEverywhere(postmortem)
  const list = await server.api('GET', '/api/postmortems?query=Deep')
  expect(list.body.map(({ id }: { id: string }) => id)).toContain(postmortem)
  eve.leave()
})
