import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROW_SOURCES } from '../../shared/formats/sources/rowSources.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let postmortem: string
beforeAll(async () => {
  server = await startServer()
  postmortem = await server.create()
})
afterAll(() => server.close())

interface Answer {
  readonly status: number
  readonly words: string
}

async function send(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(server.url + path, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${server.ownerToken}`, ...headers },
  })
  const said = (await answer.json()) as { error?: { message: string } }
  return { status: answer.status, words: said.error?.message ?? '' }
}

const report = '/api/postmortems/import?source=markdown'
const rows = (source: string): string => `/api/postmortems/${postmortem}/timeline/import?source=${source}`

const stored = async (): Promise<string> => {
  const [list, one] = await Promise.all([
    server.api('GET', '/api/postmortems'),
    server.api('GET', `/api/postmortems/${postmortem}`),
  ])
  return JSON.stringify([list.body.length, one.body])
}

/** Sends what has to be refused, and looks that it changed nothing and said so. */
async function refused(status: number, path: string, body: BodyInit, headers = {}): Promise<void> {
  const before = await stored()
  const answer = await send(path, body, headers)
  expect([path, answer.status, answer.words]).toEqual([
    path,
    status,
    expect.stringMatching(/nothing (of it )?was( imported| changed|\. )?/i),
  ])
  expect(await stored()).toBe(before)
}

const NESTED: readonly (readonly [string, (depth: number) => string])[] = [
  ['arrays', depth => '['.repeat(depth) + ']'.repeat(depth)],
  ['objects', depth => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`],
  ['messages', depth => '{"messages":['.repeat(depth) + ']}'.repeat(depth)],
  ['open', depth => '['.repeat(depth)],
]

it.each(Object.keys(ROW_SOURCES))(
  '%s: a hundred thousand levels, and words of the language, break nothing',
  async source => {
    for (const [name, nest] of NESTED) {
      const { status } = await send(rows(source), nest(100_000))
      expect([name, [201, 422].includes(status) ? 'answered' : status]).toEqual([name, 'answered'])
    }
    for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
      const texts = [
        `[{"ts":"1748354520","text":"${word} <@${word}> &${word};","user":"${word}","username":"${word}"}]`,
        `{"name":"${word}","incident_updates":[{"status":"${word}","body":"${word}","display_at":"2026-05-27T14:22:00Z"}]}`,
        `[{"type":"${word}","created_at":"2026-05-27T14:22:00Z","summary":"${word}"}]`,
        `[{"startsAt":"2026-05-27T14:22:00Z","labels":{"${word}":"x","alertname":"${word}"},"annotations":{"__proto__":"x"}}]`,
        `[{"time":1748354520000,"text":"&${word};<${word}>","newState":"${word}","tags":["${word}"]}]`,
        `{"action":"${word}","release":{"tag_name":"${word}","published_at":"2026-05-27T14:22:00Z"}}`,
        `Time (${word}),Event,Kind,State,Precision\n14:22 ${word},${word},${word},${word},${word}\n`,
        `## Timeline\n- 14:22 ${word} ${word}\n- 3 ${word} later\n- **${word}** <${word}>\n`,
        `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`,
      ]
      for (const text of texts) {
        const { status } = await send(rows(source), text)
        expect([text, [201, 422].includes(status) ? 'answered' : status]).toEqual([text, 'answered'])
      }
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  },
)

it('a report of a hundred thousand levels is read or refused, and never breaks the server', async () => {
  const pieces = [
    '> ',
    '- ',
    '[',
    '![',
    '<div>',
    '*',
    '**a ',
    '`',
    '| ',
    '# ',
    '\\',
    '&',
    '<a href=',
    '1. ',
    '~~',
  ]
  for (const piece of pieces) {
    const { status } = await send(report, `# Outage\n\n${piece.repeat(100_000)}\n`)
    expect([piece, [201, 422].includes(status) ? 'answered' : status]).toEqual([piece, 'answered'])
  }
  expect((await server.api('GET', '/api/postmortems')).status).toBe(200)
})

it('entities that would unfold a thousandfold stay as they are written', async () => {
  const bomb = [
    '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>',
    '# Outage',
    '&c;&c;&c;&c;',
  ].join('\n\n')
  const answer = await fetch(server.url + report, {
    method: 'POST',
    body: bomb,
    headers: { authorization: `Bearer ${server.ownerToken}` },
  })
  const { id } = (await answer.json()) as { id: string }
  const read = await server.api('GET', `/api/postmortems/${id}`)
  expect(JSON.stringify(read.body).length).toBeLessThan(10_000)
})

it('a file that is too large is refused, packed or not', async () => {
  await refused(413, report, Buffer.alloc(50 * 1024 * 1024, 'x'))
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024))
  expect(bomb.byteLength).toBeLessThan(300_000)
  await refused(413, report, bomb, { 'content-encoding': 'gzip' })
  await refused(413, rows('slack'), bomb, { 'content-encoding': 'gzip' })
  await refused(413, rows('csv'), brotliCompressSync(Buffer.alloc(50 * 1024 * 1024)), {
    'content-encoding': 'br',
  })
  await refused(400, report, Buffer.from('no gzip at all'), { 'content-encoding': 'gzip' })
  await refused(415, report, Buffer.from('x'), { 'content-encoding': 'compress, gzip, gzip' })
})

it('bytes that are no text are refused rather than guessed', async () => {
  await refused(415, report, Buffer.from('# Caf\u00e9', 'latin1'))
  await refused(415, report, Buffer.from('# \0\u0001\u0002 binary'))
  await refused(415, report, Buffer.from([0xed, 0xa0, 0x80]))
  await refused(415, report, Buffer.from('# x'), { 'content-type': 'text/plain; charset=klingon' })
  await refused(415, rows('slack'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff]))
})

it('a text in the charset that its sender names, or with a mark of its order, is read', async () => {
  const titleOf = async (body: Buffer, type = 'text/markdown') => {
    const answer = await fetch(server.url + report, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { authorization: `Bearer ${server.ownerToken}`, 'content-type': type },
    })
    const { id } = (await answer.json()) as { id: string }
    return (await server.api('GET', `/api/postmortems/${id}`)).body.title
  }
  expect(await titleOf(Buffer.from('# Café\n', 'latin1'), 'text/markdown; charset=iso-8859-1')).toBe('Café')
  expect(await titleOf(Buffer.from('\ufeff# Café\n', 'utf16le'))).toBe('Café')
  expect(await titleOf(Buffer.from('\ufeff# Café\n'))).toBe('Café')
})

it('NUL and lone surrogates in JSON reach neither the store nor other people as they are', async () => {
  for (const title of ['a\u0000b', 'a\ud800b', '\udc00']) {
    const made = await server.api('POST', '/api/postmortems', { title, tags: [title], incident: title })
    expect([title, made.status]).toEqual([title, 400])
    expect(made.body.error.message).toMatch(/characters/)
  }
})
