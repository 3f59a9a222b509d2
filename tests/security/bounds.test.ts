import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { BOUNDS, type BoundName } from '../../shared/base/bounds.ts'
import { addItem, updateFacts } from '../../shared/document/edit.ts'
import type { Growing } from '../../shared/document/full.ts'
import { readPostmortem } from '../../shared/document/read.ts'
import { CLOSE } from '../../shared/protocol/closeCodes.ts'
import { RawPeer } from '../support/peers.ts'
import { type ApiAnswer, startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

/** Commands that one person may give in a moment: what needs more is spread over people. */
const PACE = 150

/** A running meeting, and what gives commands in it as any of several people. */
async function meeting(people = 1) {
  const id = await server.create()
  const path = `/api/postmortems/${id}/meeting`
  const sessions = await Promise.all(
    Array.from(
      { length: people },
      async (_, at) => (await server.guest(id, 'facilitator', `F${at}`)).session,
    ),
  )
  let count = 0
  const give = async (command: object, who = Math.floor(count / PACE) % people): Promise<ApiAnswer> => {
    const { rev = 0 } = (await server.api('GET', path)).body
    const body = { command, expectedRev: rev, idempotencyKey: `key ${++count}` }
    return server.api('POST', `${path}/commands`, body, sessions[who])
  }
  await give({ type: 'openMeeting', minutes: 60 }, 0)
  return { id, path, give }
}

/** A running meeting about a timeline of one event. */
async function meetingWithEvent(people: number) {
  const made = await meeting(people)
  await made.give({ type: 'startMeeting' }, 0)
  const csv = 'time,event\n2026-05-01T10:00:00Z,The page was red\n'
  await server.api('POST', `/api/postmortems/${made.id}/timeline/import?source=csv`, csv)
  const [event] = (await server.api('GET', `/api/postmortems/${made.id}`)).body.timeline
  return { ...made, row: event.id as string }
}

/** Does something as often as it is granted, at most `times`; answers how often that was, and the last answer. */
async function asOftenAs(
  times: number,
  act: (at: number) => Promise<ApiAnswer>,
): Promise<[number, ApiAnswer]> {
  let last = await act(0)
  let granted = 0
  while (last.status < 300 && granted < times) {
    granted++
    if (granted < times) last = await act(granted)
  }
  return [granted, last]
}

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0])

/** A list of a document is filled by an insider, to its bound and then beyond it: what is too much goes again. */
const list = (name: Growing) => async () => {
  const { most } = BOUNDS[name]
  const id = await server.create()
  const { session } = await server.guest(id, 'participant', 'Eve')
  const at = { url: `${server.url.replace('http', 'ws')}/sync` }
  const eve = await RawPeer.join(at, id, 'v=1', { authorization: `Bearer ${session}` })
  const add = (from: number, count: number) =>
    eve.edit(doc => {
      for (let n = from; n < from + count; n++) doc.getMap(name).set(`e${n}`, new Y.Map([['text', 'x']]))
    })
  const names = async (): Promise<string[]> => {
    const { session } = await server.guest(id, 'viewer', 'Reader')
    const reader = await RawPeer.join(at, id, 'v=1', { authorization: `Bearer ${session}` })
    await until('the document', () => reader.doc.getMap(name).size > 0)
    reader.leave()
    return [...reader.doc.getMap(name).keys()]
  }
  for (let n = 0; n < most; n += 2_000) add(n, Math.min(2_000, most - n))
  await until('saved', () => eve.saved === Math.ceil(most / 2_000))
  // What was full is not closed, and what stood there is not touched.
  await new Promise(resolve => setTimeout(resolve, 1_300))
  expect([(await names()).length, eve.closed]).toEqual([most, null])
  add(most, 3)
  expect(await eve.closedWith()).toBe(CLOSE.outsideSchema)
  const left = await names()
  expect([left.length, left.filter(key => Number(key.slice(1)) >= most)]).toEqual([most, []])
  eve.leave()
}

/** One more than the bound of each row of the table; a row without an attack fails. */
const ATTACKS: Readonly<Record<BoundName, () => Promise<void>>> = {
  async people() {
    const { id, path, give } = await meeting()
    await give({ type: 'startMeeting' }, 0)
    const { most } = BOUNDS.people
    const links = await Promise.all(
      [0, 1].map(
        async () =>
          (await server.api('POST', `/api/postmortems/${id}/invitations`, { role: 'viewer' })).body.token,
      ),
    )
    const come = async (at: number): Promise<ApiAnswer> => {
      const body = { token: links[at % links.length], name: `Guest ${at}` }
      const { session } = (await server.api('POST', '/api/invitations/accept', body, null)).body
      const hand = { command: { type: 'raiseHand' }, expectedRev: 0, idempotencyKey: `hand ${at}` }
      return server.api('POST', `${path}/commands`, hand, session)
    }
    // Who opened the meeting is in it.
    const [granted, last] = await asOftenAs(most, come)
    expect([granted, last.body.error.code]).toEqual([most - 1, 'meeting/full'])
    expect((await server.api('GET', path)).body.state.people).toHaveLength(most)
  },
  async cards() {
    const { give } = await meeting()
    const { most } = BOUNDS.cards
    const [granted, last] = await asOftenAs(most + 1, at =>
      give({ type: 'submitCard', card: `c${at}`, text: 'x' }),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many-cards'])
  },
  async ideas() {
    const { give } = await meeting(4)
    const { most } = BOUNDS.ideas
    const [granted, last] = await asOftenAs(most + 1, at => give({ type: 'park', text: `idea ${at}` }))
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many'])
  },
  async learnings() {
    const { give } = await meeting(25)
    await give({ type: 'startMeeting' }, 0)
    const { most } = BOUNDS.learnings
    const each = BOUNDS.learningsOfOne.most
    const [granted, last] = await asOftenAs(most + 1, at =>
      give({ type: 'recordLearning', text: `learning ${at}` }, Math.floor(at / each)),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many'])
  },
  async learningsOfOne() {
    const { give } = await meeting()
    await give({ type: 'startMeeting' })
    const { most } = BOUNDS.learningsOfOne
    const [granted, last] = await asOftenAs(most + 1, at => give({ type: 'recordLearning', text: `l ${at}` }))
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many'])
  },
  async unsignedComments() {
    const { give, row } = await meetingWithEvent(20)
    const { most } = BOUNDS.unsignedComments
    const each = BOUNDS.unsignedCommentsOfOne.most
    const [granted, last] = await asOftenAs(most + 1, at =>
      give({ type: 'commentUnsigned', row, text: `Seen ${at}` }, Math.floor(at / each) % 20),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many'])
  },
  async unsignedCommentsOfOne() {
    const { give, row } = await meetingWithEvent(2)
    const { most } = BOUNDS.unsignedCommentsOfOne
    const comment = (at: number) => ({ type: 'commentUnsigned', row, text: `Seen ${at}` })
    const [granted, last] = await asOftenAs(most + 1, at => give(comment(at), 0))
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many'])
    expect((await give(comment(0), 1)).status).toBe(200)
  },
  async earlierActions() {
    const { give } = await meeting(6)
    const { most } = BOUNDS.earlierActions
    const [granted, last] = await asOftenAs(most + 1, at =>
      give({ type: 'recordEarlierAction', postmortem: 'p', action: `a${at}`, status: 'done' }),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many'])
  },
  async steps() {
    const { give } = await meeting()
    const agenda = Array.from({ length: BOUNDS.steps.most + 1 }, () => ({ kind: 'timeline', minutes: 5 }))
    expect((await give({ type: 'openMeeting', agenda })).status).toBe(400)
    expect((await give({ type: 'openMeeting', agenda: agenda.slice(1) })).status).toBe(200)
  },
  async meetingWords() {
    const { give } = await meeting(4)
    await give({ type: 'startMeeting' }, 0)
    const text = '長'.repeat(BOUNDS.meetingText.most)
    const most = BOUNDS.meetingWords.most / text.length
    const [granted, last] = await asOftenAs(most + 1, at =>
      give(at % 2 ? { type: 'park', text } : { type: 'recordLearning', text }, at % 4),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'meeting/too-many'])
  },
  async meetingText() {
    const { give } = await meeting()
    const text = 'x'.repeat(BOUNDS.meetingText.most + 1)
    for (const type of ['park', 'recordLearning'])
      expect([type, (await give({ type, text })).status]).toEqual([type, 400])
    expect((await give({ type: 'submitCard', card: 'c', text })).status).toBe(400)
  },
  async title() {
    const title = 'x'.repeat(BOUNDS.title.most + 1)
    expect((await server.api('POST', '/api/postmortems', { title })).status).toBe(400)
    expect((await server.api('POST', '/api/postmortems', { title: title.slice(1) })).status).toBe(201)
  },
  async agendas() {
    const steps = [{ kind: 'timeline', minutes: 5 }]
    const { most } = BOUNDS.agendas
    const [granted, last] = await asOftenAs(most + 1, at =>
      server.api('POST', '/api/agendas', { name: `agenda ${at}`, steps }),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'agenda/too-many'])
  },
  async tokens() {
    const { most } = BOUNDS.tokens
    const [granted, last] = await asOftenAs(most + 1, at =>
      server.api('POST', '/api/tokens', { name: `t${at}` }),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'token/too-many'])
  },
  async invitations() {
    const id = await server.create()
    const { most } = BOUNDS.invitations
    const [granted, last] = await asOftenAs(most + 1, () =>
      server.api('POST', `/api/postmortems/${id}/invitations`, { role: 'viewer' }),
    )
    expect([granted, last.body.error.code]).toEqual([most, 'invitation/too-many'])
  },
  timeline: list('timeline'),
  factors: list('factors'),
  whys: list('whys'),
  actions: list('actions'),
  parked: list('parked'),
  comments: list('comments'),
  async links() {
    const words = Array.from({ length: BOUNDS.links.most + 1 }, (_, at) => `w${at}`)
    const doc = new Y.Doc()
    addItem(doc, 'actions', 'a', { text: 'a', factors: words })
    updateFacts(doc, { tags: words })
    const { actions, tags } = readPostmortem(doc, 'p')
    expect([actions[0]?.factors.length, tags.length]).toEqual([BOUNDS.links.most, BOUNDS.links.most])
  },
  async pictures() {
    const id = await server.create()
    const path = `/api/postmortems/${id}/images`
    const { most } = BOUNDS.pictures
    const [granted, last] = await asOftenAs(most + 1, at => {
      const bytes = PNG.slice()
      bytes[12] = at >> 8
      bytes[13] = at & 255
      return server.api('POST', path, bytes)
    })
    expect([granted, last.body.error.code]).toEqual([most, 'image/too-many'])
  },
  async importedRows() {
    const id = await server.create()
    const rows = Array.from(
      { length: BOUNDS.importedRows.most + 1 },
      (_, at) => `2026-05-27T14:00:00Z,e${at}`,
    )
    const csv = `time,event\n${rows.join('\n')}\n`
    const answer = await server.api('POST', `/api/postmortems/${id}/timeline/import?source=csv`, csv)
    expect([answer.status, answer.body.error.code]).toEqual([422, 'import/too-many-rows'])
  },
  async latestInstant() {
    const { id, path, give } = await meeting()
    for (const scheduledStart of [
      8.64e15,
      8.64e15 + 1,
      1e300,
      '9999-12-31T00:00:00Z',
      BOUNDS.latestInstant.most + 1,
    ])
      expect([
        scheduledStart,
        (await give({ type: 'openMeeting', minutes: 60, scheduledStart })).status,
      ]).toEqual([scheduledStart, 400])
    expect((await server.api('GET', path)).status).toBe(200)
    expect((await server.api('GET', `/api/postmortems/${id}/export?format=ics`)).status).toBe(200)
  },
}

for (const name of Object.keys(BOUNDS) as BoundName[]) {
  it(`bounds: ${name}, one more than ${BOUNDS[name].most}`, () => ATTACKS[name](), 120_000)
}

it('twenty-six pictures of 5 MB at once take no more than their postmortem may hold', async () => {
  const id = await server.create()
  const people = await Promise.all(
    Array.from({ length: 5 }, async (_, at) => (await server.guest(id, 'participant', `P${at}`)).session),
  )
  const answers = await Promise.all(
    Array.from({ length: 26 }, (_, at) => {
      const bytes = new Uint8Array(5 * 1024 * 1024)
      bytes.set(PNG)
      bytes[20] = at
      return server.api('POST', `/api/postmortems/${id}/images`, bytes, people[at % people.length])
    }),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
  expect(answers.filter(({ body }) => body.error?.code === 'image/no-room')).toHaveLength(6)
})

it('links asked for at once are no more than one after the other', async () => {
  const id = await server.create()
  const { most } = BOUNDS.invitations
  const asked = Array.from({ length: most + 20 }, () =>
    server.api('POST', `/api/postmortems/${id}/invitations`, { role: 'viewer' }),
  )
  const codes = (await Promise.all(asked)).map(({ status }) => status)
  expect([codes.filter(code => code === 201).length, codes.filter(code => code === 409).length]).toEqual([
    most,
    20,
  ])
})

it('a guest does not go by the name of somebody who leads', async () => {
  const id = await server.create()
  await server.guest(id, 'facilitator', 'Carol Diaz')
  const { token } = (await server.api('POST', `/api/postmortems/${id}/invitations`, { role: 'participant' }))
    .body
  const join = (name: string) => server.api('POST', '/api/invitations/accept', { token, name }, null)
  for (const name of ['Carol Diaz', 'carol  diaz', 'Ｃarol Diaz', 'OWNER']) {
    const answer = await join(name)
    expect([name, answer.status, answer.body.error?.code]).toEqual([name, 409, 'invitation/name-taken'])
  }
  expect((await join('Carol Diaz (payments)')).status).toBe(200)
})
