import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { isPublicAddress } from '../../../server/access/outgoing/addresses.ts'
import {
  createOutgoing,
  MOST_REDIRECTS,
  type OutgoingParts,
} from '../../../server/access/outgoing/outgoing.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A server on this machine that keeps what it was asked for. */
async function listen(answer: RequestListener): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((req, res) => {
    asked.push(`${req.headers.host}${req.url}${req.headers.authorization ? ' signed in' : ''}`)
    answer(req, res)
  })
  server.listen(0, '127.0.0.1')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, asked }
}

const codeOf = async (url: string, parts: OutgoingParts = {}): Promise<string> => {
  const answer = await createOutgoing(parts).ask(url)
  return answer.ok ? String(answer.value.status) : answer.error.code
}
const hello: RequestListener = (_req, res) => void res.end('hello')

it.each([
  ['loopback', '127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1', '::7f00:1'],
  ['private', '10.0.0.1', '172.16.5.4', '192.168.1.1', '::ffff:10.0.0.1', 'fd12:3456::1', 'fec0::1'],
  ['link-local, where clouds keep their metadata', '169.254.169.254', '::ffff:169.254.169.254', 'fe80::1'],
  ['carrier-grade NAT', '100.64.0.1', '100.127.255.254'],
  ['many at once, nobody, reserved', '224.0.0.1', 'ff02::1', '255.255.255.255', '0.0.0.0', '::', '240.0.0.1'],
  ['wrapped', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:7f00:1::', '64:ff9b:1::a00:1'],
  ['for documents and benchmarks', '192.0.2.1', '198.18.0.1', '203.0.113.9', '2001:db8::1'],
])('no address that is %s is asked', (_kind, ...addresses) => {
  for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, false])
})

it('an ordinary address is asked', () => {
  for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111']) {
    expect([address, isPublicAddress(address)]).toEqual([address, true])
  }
})

it('an address in any writing is seen for what it is', async () => {
  const { port, asked } = await listen(hello)
  for (const host of [
    '127.0.0.1',
    '2130706433',
    '0177.0.0.1',
    '0x7f000001',
    '127.1',
    '[::1]',
    '[::ffff:7f00:1]',
  ]) {
    expect([host, await codeOf(`http://${host}:${port}/`)]).toEqual([host, 'outgoing/forbidden'])
  }
  expect(await codeOf(`http://localhost:${port}/`)).toBe('outgoing/forbidden')
  expect(asked).toEqual([])
})

it('a name is refused when any of its addresses is inside', async () => {
  const resolve = async () => ['8.8.8.8', '10.0.0.1']
  expect(await codeOf('http://both.test/', { resolve })).toBe('outgoing/forbidden')
  expect(await codeOf('http://none.test/', { resolve: async () => [] })).toBe('outgoing/failed')
})

it('other schemes and addresses with a password are refused', async () => {
  for (const url of [
    'file:///etc/passwd',
    'ftp://8.8.8.8/',
    'http://me:secret@8.8.8.8/',
    'gopher://x',
    'no url',
  ]) {
    expect([url, await codeOf(url)]).toEqual([url, 'outgoing/forbidden'])
  }
})

it('a host that whoever runs the server named may be inside, at that port only', async () => {
  const { port } = await listen(hello)
  const trusted = [`127.0.0.1:${port}`]
  expect(await codeOf(`http://127.0.0.1:${port}/`, { trusted })).toBe('200')
  expect(await codeOf(`http://127.0.0.1:${port + 1}/`, { trusted })).toBe('outgoing/forbidden')
})

it('the connection goes to the address that was judged, under the name that was asked', async () => {
  const { port, asked } = await listen(hello)
  const name = `rebound.test:${port}`
  let times = 0
  // Answers with this machine once; whoever asked a second time would be sent elsewhere.
  const resolve = async () => (times++ === 0 ? ['127.0.0.1'] : ['8.8.8.8'])
  const answer = await createOutgoing({ trusted: [name], resolve }).ask(`http://${name}/here`)
  expect(answer.ok && Buffer.from(answer.value.body).toString()).toBe('hello')
  expect([times, asked]).toEqual([1, [`${name}/here`]])
})

it('a redirect into this network is refused, and one to another host carries no secrets', async () => {
  const inside = await listen(hello)
  const outside = await listen((req, res) => {
    const to = req.url === '/in' ? `http://127.0.0.1:${inside.port}/` : `http://friend.test:${inside.port}/`
    res.writeHead(302, { location: to }).end()
  })
  const names = [`outside.test:${outside.port}`, `friend.test:${inside.port}`]
  const outgoing = createOutgoing({ trusted: names, resolve: async () => ['127.0.0.1'] })
  const headers = { authorization: 'Bearer secret' }
  const wrong = await outgoing.ask(`http://${names[0]}/in`, { headers })
  expect(wrong.ok ? '' : wrong.error.code).toBe('outgoing/forbidden')
  expect(inside.asked).toEqual([])
  expect((await outgoing.ask(`http://${names[0]}/friend`, { headers })).ok).toBe(true)
  expect(outside.asked.at(-1)).toBe(`${names[0]}/friend signed in`)
  expect(inside.asked).toEqual([`${names[1]}/`])
})

it('redirects end, and a POST follows none', async () => {
  const loop = await listen((req, res) => void res.writeHead(307, { location: `${req.url}x` }).end())
  const trusted = [`127.0.0.1:${loop.port}`]
  expect(await codeOf(`http://${trusted[0]}/`, { trusted })).toBe('outgoing/failed')
  expect(loop.asked).toHaveLength(MOST_REDIRECTS + 1)
  const posted = await createOutgoing({ trusted }).ask(`http://${trusted[0]}/`, { method: 'POST', body: 'x' })
  expect(posted.ok ? '' : posted.error.code).toBe('outgoing/failed')
  expect(loop.asked).toHaveLength(MOST_REDIRECTS + 2)
})

it('an answer that is too long or does not end is given up', async () => {
  const { port } = await listen((req, res) => {
    if (req.url === '/long') res.end('x'.repeat(2_000))
    else res.write('and then')
  })
  const parts = { trusted: [`127.0.0.1:${port}`], limits: { patience: 300, largest: 1_000 } }
  expect(await codeOf(`http://127.0.0.1:${port}/long`, parts)).toBe('outgoing/failed')
  expect(await codeOf(`http://127.0.0.1:${port}/endless`, parts)).toBe('outgoing/failed')
})
