import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { writePostmortem } from '../../../shared/document/edit.ts'
import { emptyPostmortem } from '../../../shared/document/seed.ts'
import { stock, synced } from '../../support/peers.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3)
const KINDS: readonly (readonly [string, Uint8Array])[] = [
  ['image/png', PNG],
  ['image/jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0)],
  ['image/gif', Buffer.from('GIF89a…')],
  ['image/webp', Buffer.from('RIFF....WEBPVP8 ')],
]

let server: TestServer
let postmortem: string
let participant: string
let viewer: string

beforeAll(async () => {
  server = await startServer()
  postmortem = await server.create()
  participant = (await server.guest(postmortem, 'participant')).session
  viewer = (await server.guest(postmortem, 'viewer')).session
})
afterAll(() => server.close())

async function upload(bytes: Uint8Array, token = participant, to = postmortem, type = 'image/png') {
  const response = await fetch(`${server.url}/api/postmortems/${to}/images`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body: new Blob([Uint8Array.from(bytes)]),
  })
  return { status: response.status, body: await response.json() }
}
const show = (path: string, token = viewer): Promise<Response> =>
  fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } })

it.each(KINDS)('a picture is told from its bytes as %s, whatever it is called', async (type, bytes) => {
  const { status, body } = await upload(bytes, participant, postmortem, 'image/svg+xml')
  const image = createHash('sha256').update(bytes).digest('hex')
  const src = `/api/postmortems/${postmortem}/images/${image}`
  expect([status, body]).toEqual([201, { image, src, type }])
  const shown = await show(src)
  expect(new Uint8Array(await shown.arrayBuffer())).toEqual(Uint8Array.from(bytes))
  const headers = ['content-type', 'x-content-type-options', 'content-disposition', 'cache-control']
  expect(headers.map(name => shown.headers.get(name))).toEqual([
    type,
    'nosniff',
    'inline',
    'private, max-age=31536000, immutable',
  ])
  expect(shown.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
})

it.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a page after a byte', '\u0089PNG<script>alert(1)</script>'],
  ['nothing', ''],
])('%s is refused as no picture', async (_, text) => {
  const { status, body } = await upload(Buffer.from(text))
  expect([status, body.error.code]).toEqual([415, 'image/not-a-picture'])
})

it('a picture over 5 MB is refused with a sentence that says what is safe, and one of 5 MB is taken', async () => {
  const whole = new Uint8Array(5 * 1024 * 1024)
  whole.set(PNG)
  expect((await upload(whole)).status).toBe(201)
  const over = new Uint8Array(whole.length + 1)
  over.set(PNG)
  const { status, body } = await upload(over)
  expect([status, body.error.code]).toEqual([413, 'image/too-large'])
  expect(body.error.message).toContain('The text is as it was')
  expect((await upload(new Uint8Array(7 * 1024 * 1024).fill(1))).status).toBe(413)
})

it('viewers see pictures and add none; strangers and nobody see none', async () => {
  const { body } = await upload(PNG)
  expect((await upload(PNG, viewer)).body.error.code).toBe('access/denied')
  expect((await show(body.src)).status).toBe(200)
  const elsewhere = await server.create({ title: 'Another one' })
  const stranger = (await server.guest(elsewhere, 'facilitator')).session
  expect((await show(body.src, stranger)).status).toBe(404)
  expect((await show(body.src, 'nonsense')).status).toBe(401)
  const other = body.src.replace(postmortem, elsewhere)
  expect([(await show(other, stranger)).status, (await show(other, server.ownerToken)).status]).toEqual([
    404, 404,
  ])
})

it.each(['..%2F..%2Fsettings', `${'a'.repeat(64)}%00`, 'A'.repeat(64), `..%2f${'a'.repeat(61)}`, '%', ''])(
  'an id such as %j names no picture',
  async id => {
    const shown = await show(`/api/postmortems/${postmortem}/images/${id}`, participant)
    expect([400, 404]).toContain(shown.status)
    expect(shown.headers.get('content-type')).toContain('json')
  },
)

it('pictures of one postmortem take 100 MB at most, and one that is there already takes nothing', async () => {
  const crowded = await server.create()
  const session = (await server.guest(crowded, 'participant')).session
  const picture = (n: number): Uint8Array => {
    const bytes = new Uint8Array(5 * 1024 * 1024)
    bytes.set(PNG)
    bytes[20] = n
    return bytes
  }
  for (let n = 0; n < 20; n++) expect((await upload(picture(n), session, crowded)).status).toBe(201)
  expect((await upload(picture(7), session, crowded)).status).toBe(201)
  expect((await upload(picture(20), session, crowded)).body.error.code).toBe('image/no-room')
})

it('an HTML export has its pictures in it, and Markdown keeps their address', async () => {
  const { body } = await upload(PNG)
  const peer = stock({ url: `${server.url.replace('http', 'ws')}/sync` }, postmortem, {
    ticket: (await server.api('POST', `/api/postmortems/${postmortem}/ticket`, {}, participant)).body.ticket,
  })
  await synced(peer)
  const image = (src: string) => ({ type: 'image', attrs: { src, alt: 'The pool' } })
  const summary = [image(body.src), image('https://example.org/graph.png'), image('data:image/png;base64,xx')]
  const written = { ...emptyPostmortem(postmortem, { title: 'With pictures' }), summary }
  peer.doc.transact(() => writePostmortem(peer.doc, written))
  const stored = async () => (await server.api('GET', `/api/postmortems/${postmortem}`)).body
  await until('the picture in the document', async () => (await stored()).summary.length === 3)
  const html = (await server.api('GET', `/api/postmortems/${postmortem}/export?format=html`)).body
  const data = `data:image/png;base64,${Buffer.from(PNG).toString('base64')}`
  expect(html).toContain(`<img src="${data}" alt="The pool">`)
  expect(html).toContain('<a href="https://example.org/graph.png"')
  expect(html).not.toContain('base64,xx')
  const markdown = (await server.api('GET', `/api/postmortems/${postmortem}/export?format=markdown`)).body
  expect(markdown).toContain(`![The pool](${body.src})`)
  peer.leave()
  expect(Y.encodeStateVector(peer.doc).length).toBeGreaterThan(1)
})
