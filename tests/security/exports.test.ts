import { fromMarkdown as parse } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCsv } from '../../shared/formats/csvTable.ts'
import { RawPeer } from '../support/peers.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'
import { writeEvil } from './evilDocument.ts'
import { MARKUP } from './vectors.ts'

let server: TestServer
let evil: string
beforeAll(async () => {
  server = await startServer()
  evil = await server.create({ title: `${MARKUP[3]} \u202e` })
  const { session } = await server.guest(evil, 'participant', 'Eve')
  const peer = await RawPeer.join({ url: `${server.url.replace('http', 'ws')}/sync` }, evil, 'v=1', {
    authorization: `Bearer ${session}`,
  })
  peer.edit(writeEvil)
  await until('saved', () => peer.saved > 0)
  peer.leave()
})
afterAll(() => server.close())

const exported = async (id: string, query: string): Promise<string> =>
  String((await server.api('GET', `/api/postmortems/${id}/export?${query}`)).body)

const FORMULAS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '=cmd|"/c calc"!A1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  "'=1",
  '"=1',
]

it('a cell of an exported table is never a formula, wherever a spreadsheet cuts the text', async () => {
  const id = await server.create()
  const rows = FORMULAS.map(text => ({
    summary: `${text}`,
    type: text,
    created_at: '2026-05-27T14:22:00Z',
    html_url: text,
  }))
  await server.api('POST', `/api/postmortems/${id}/timeline/import?source=pagerduty`, JSON.stringify(rows))
  const session = (await server.guest(id, 'participant')).session
  const peer = await RawPeer.join({ url: `${server.url.replace('http', 'ws')}/sync` }, id, 'v=1', {
    authorization: `Bearer ${session}`,
  })
  peer.edit(doc => {
    FORMULAS.forEach((text, at) => {
      const field = {
        text,
        owner: text,
        due: text,
        reason: text,
        tracker: text,
        source: { type: text, url: text },
      }
      for (const list of ['actions', 'timeline', 'factors'])
        doc
          .getMap(list)
          .set(
            `${list}-${at}`,
            new (doc.getMap('x').constructor as typeof import('yjs').Map)(Object.entries(field)),
          )
    })
  })
  await until('saved', () => peer.saved > 0)
  peer.leave()
  for (const query of ['format=csv', 'format=csv&of=actions']) {
    const text = await exported(id, query)
    // Some programs take any line for a row, and split at semicolons and tabs as well.
    const cells = cellsOf(text)
    expect(cells.length).toBeGreaterThan(40)
    for (const cell of cells)
      expect([query, cell]).toEqual([query, expect.not.stringMatching(/^[=+\-@\t\r\n＝＋－＠]/)])
    expect(readCsv(text).flat()).toEqual(expect.arrayContaining(['=1+1', '@SUM(1)', '＝1+1']))
  }
})

/** The cells as a spreadsheet reads them, without taking our own guard off again. */
function cellsOf(text: string): string[] {
  const cells: string[] = []
  for (const [, quoted, plain] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r\n)/g)) {
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
  }
  return cells
}

/** Tags without attributes that run, whatever stands inside their quotes. */
const OURS =
  /^(?:<!--[^<>]*-->|[^<>]|<\/?(?:div|p|span|img|a|ul|ol|li|h[1-6]|blockquote|pre|code|strong|em|s|u|br|hr|table|tbody|tr|t[dh]|input)(?: (?!on|style)[a-z-]+(?:="")?)*\s*>)*$/

const isOurs = (html: string): boolean => OURS.test(html.replace(/="[^"]*"/g, '=""'))

interface Node {
  readonly type: string
  readonly url?: string
  readonly value?: string
  readonly children?: readonly Node[]
}

it('exported Markdown holds no HTML that runs, and no link that a browser would run', async () => {
  const text = await exported(evil, 'format=markdown')
  const tree = parse(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node
  const found: string[] = []
  const walk = (node: Node): void => {
    if (node.type === 'html' && !isOurs(node.value ?? '')) found.push(node.value ?? '')
    if (node.url !== undefined && /^\W*(javascript|data|vbscript|file|blob):/i.test(node.url))
      found.push(node.url)
    for (const child of node.children ?? []) walk(child)
  }
  walk(tree)
  expect(found).toEqual([])
  const again = await server.api('POST', '/api/postmortems/import?source=markdown', text)
  expect(again.status).toBe(201)
  const [before, after] = await Promise.all(
    [evil, again.body.id].map(id => server.api('GET', `/api/postmortems/${id}`)),
  )
  expect(after?.body.title).toBe(before?.body.title)
})

it('no text begins a line of its own in an exported calendar', async () => {
  const id = await server.create({ title: 'x\r\nBEGIN:VEVENT\r\nATTACH:file:///etc/passwd' })
  const evilLine =
    'x\r\nATTACH:http://elsewhere.invalid/a\nBEGIN:VALARM\u0085ACTION:PROCEDURE\u2028DTSTART:20260101\rURL:javascript:1'
  const body = JSON.stringify({ release: { tag_name: evilLine, published_at: '2026-05-27T14:22:00Z' } })
  await server.api('POST', `/api/postmortems/${id}/timeline/import?source=github`, body)
  const text = `# ${evilLine}\n\n## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n| Add an alert for it\\nATTACH:x | Ann\\nURL:y | 2026-06-30 |\n`
  const imported = (await server.api('POST', '/api/postmortems/import?source=markdown', text)).body.id
  for (const [postmortem, query] of [
    [id, 'format=ics'],
    [imported, 'format=ics'],
    [imported, 'format=ics&of=actions'],
    [evil, 'format=ics'],
  ] as const) {
    const calendar = await exported(postmortem, query)
    const lines = calendar.replaceAll('\r\n ', '').split('\r\n')
    for (const line of lines)
      expect(line).toMatch(
        /^(BEGIN|END|VERSION|PRODID|METHOD|UID|DTSTAMP|DTSTART|DTEND|SEQUENCE|SUMMARY|DESCRIPTION|URL|TRANSP|ACTION|TRIGGER)[:;]|^$/,
      )
    expect(calendar).not.toMatch(/(^|\r\n)(ATTACH|ACTION:PROCEDURE)|[^\r]\n|\r[^\n]/)
  }
})

it('the name of a downloaded file ends no header and leaves no folder', async () => {
  const titles = [
    'a"; filename=evil.exe',
    '../../etc/passwd',
    'C:\\evil',
    'x\r\nSet-Cookie: a=b',
    'CON',
    '.htaccess',
    '李 "x"',
    '\u202egpj.exe',
    'a'.repeat(300),
    '%2f..%00',
  ]
  for (const title of titles) {
    const id = await server.create({ title })
    for (const format of ['markdown', 'html', 'json', 'csv', 'ics']) {
      const { headers } = await server.api('GET', `/api/postmortems/${id}/export?format=${format}`)
      expect([title, headers.get('content-disposition')]).toEqual([
        title,
        expect.stringMatching(/^attachment; filename="?[a-z0-9-]{1,90}\.[a-z]{2,4}"?$/),
      ])
      expect(headers.get('set-cookie')).toBeNull()
    }
  }
})
