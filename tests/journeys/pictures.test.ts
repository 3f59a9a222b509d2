import { deflateSync } from 'node:zlib'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import { launchBrowser, openSignedIn, type PersonAtBrowser } from '../support/browser.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let browser: Browser
let postmortem: string
const opened: PersonAtBrowser[] = []

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
})

beforeEach(async () => {
  for (const person of opened.splice(0)) await person.context.close()
  postmortem = await server.create({ startedAt: '2026-05-27T14:20:00Z', authors: ['Carol Diaz', 'Wei'] })
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function open(name: string, role = 'participant'): Promise<Page> {
  const { session } = await server.guest(postmortem, role, name)
  const person = await openSignedIn(browser, `${server.url}/p/${postmortem}`, session)
  opened.push(person)
  await person.page.getByRole('heading', { name: 'Timeline' }).waitFor()
  return person.page
}

/** A browser under load takes its time. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 })

const stored = async (): Promise<Postmortem> =>
  (await server.api('GET', `/api/postmortems/${postmortem}`)).body
const summary = (page: Page) => page.locator('#summary [contenteditable="true"]')
const nodesIn = async (): Promise<string> => JSON.stringify((await stored()).summary)

/** The bytes of a PNG of one colour, as a screenshot program would hand them over. */
function png(width: number, height: number): number[] {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const line = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, 0x5a)])
  const data = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))
  const begin = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return [...Buffer.concat([begin, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])]
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}

interface Clip {
  readonly bytes?: readonly number[]
  readonly size?: number
  readonly type?: string
  readonly html?: string
}

/** Pastes, or drops, what a clipboard of another program would hold. */
async function hand(
  page: Page,
  { bytes = [], size = 0, type = 'image/png', html }: Clip,
  how: 'paste' | 'drop',
) {
  await page.locator('#summary').getByRole('button', { name: 'Add a picture' }).waitFor()
  await summary(page).evaluate(
    (element, clip) => {
      const data = new DataTransfer()
      const content = Uint8Array.from(clip.size > 0 ? Array.from({ length: clip.size }, () => 1) : clip.bytes)
      if (content.length > 0) data.items.add(new File([content], 'graph.png', { type: clip.type }))
      if (clip.html !== undefined) data.setData('text/html', clip.html)
      const { left, bottom } = element.getBoundingClientRect()
      const options = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        clip.how === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', { ...options, dataTransfer: data, clientX: left + 9, clientY: bottom - 9 }),
      )
    },
    { bytes, size, type, html, how },
  )
}

it('a pasted picture is stored, seen by the other, described, and gone and back with undo', async () => {
  const [alice, bob] = [await open('Alice'), await open('Bob', 'viewer')]
  await summary(alice).click()
  await alice.keyboard.type('The pool over the hour:')
  await hand(alice, { bytes: png(320, 120) }, 'paste')
  const seen = bob.locator('#summary img')
  await seen.waitFor()
  await eventually(() => seen.evaluate(img => (img as HTMLImageElement).naturalWidth)).toBe(320)
  expect(await seen.getAttribute('src')).toMatch(
    new RegExp(`^/api/postmortems/${postmortem}/images/[0-9a-f]{64}$`),
  )
  await alice.locator('#summary img').click()
  await alice.getByLabel('Description of the picture').fill('Pool use climbs to 98 %')
  await alice.getByLabel('Description of the picture').press('Enter')
  await bob.getByRole('img', { name: 'Pool use climbs to 98 %' }).waitFor()
  await alice.locator('#summary img').click()
  await alice.getByRole('button', { name: 'Remove the picture' }).click()
  await eventually(() => bob.locator('#summary img').count()).toBe(0)
  await alice.keyboard.press('ControlOrMeta+z')
  await bob.getByRole('img', { name: 'Pool use climbs to 98 %' }).waitFor()
  await summary(alice).click()
  await hand(alice, { bytes: png(64, 64) }, 'drop')
  await eventually(() => bob.locator('#summary img').count()).toBe(2)
  for (const page of [alice, bob]) {
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  }
  expect(opened.flatMap(({ errors }) => errors)).toEqual([])
})

it('a picture that is not taken says why and that nothing else is lost, and can be tried again', async () => {
  const alice = await open('Alice')
  await summary(alice).click()
  await alice.keyboard.type('Before.')
  await hand(alice, { size: 5 * 1024 * 1024 + 1 }, 'paste')
  const alert = alice.locator('#summary').getByRole('alert')
  await alert.getByText('It has 5.0 MB and 5 MB is the most. The text is as it was.').waitFor()
  await alert.getByRole('button', { name: 'Remove' }).click()
  await hand(alice, { bytes: [60, 115, 118, 103], type: 'image/svg+xml' }, 'paste')
  await alert.getByText('Only PNG, JPEG, GIF and WebP are taken.').waitFor()
  await alert.getByRole('button', { name: 'Remove' }).click()
  let isDown = true
  await alice.route('**/images', route => (isDown ? route.abort() : route.continue()))
  await hand(alice, { bytes: png(40, 40) }, 'paste')
  await alert.getByText('The server does not answer.').waitFor()
  isDown = false
  await alert.getByRole('button', { name: 'Try again' }).click()
  await alice.locator('#summary img').waitFor()
  expect(await nodesIn()).toContain('Before.')
})

it('names are completed by keyboard in a section, in a row and in a comment, and are kept by Markdown', async () => {
  const [alice, wei] = [await open('Alice'), await open('Wei')]
  await wei.getByLabel('Add an event', { exact: true }).fill('14:22 paged')
  await wei.getByLabel('Add an event', { exact: true }).press('Enter')
  await summary(alice).click()
  await alice.locator('#summary').getByRole('button', { name: 'Add a picture' }).waitFor()
  await alice.keyboard.type('Found by @car')
  const list = alice.getByRole('listbox', { name: 'People to mention' })
  await list.getByRole('option', { name: 'Carol Diaz', selected: true }).waitFor()
  expect(await summary(alice).getAttribute('aria-activedescendant')).toBeTruthy()
  const { violations } = await new AxeBuilder({ page: alice }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  await alice.keyboard.press('Enter')
  await alice.keyboard.type('and @')
  await list.getByRole('option', { name: 'Alice' }).waitFor()
  await alice.keyboard.press('ArrowDown')
  await alice.keyboard.press('ArrowUp')
  await alice.keyboard.press('Escape')
  await eventually(() => list.count()).toBe(0)
  await alice.keyboard.type('we')
  await wei.locator('#summary [data-mention]').getByText('@Carol Diaz').waitFor()
  const markdown = await server.api('GET', `/api/postmortems/${postmortem}/export?format=markdown`)
  expect(markdown.body).toContain('[@Carol Diaz](mention:Carol%20Diaz)')

  await alice.locator('#timeline [data-cell]').first().focus()
  await alice.keyboard.press('End')
  await alice.keyboard.type(' @we')
  await list.getByRole('option', { name: 'Wei' }).waitFor()
  await alice.keyboard.press('Tab')
  await eventually(async () => (await stored()).timeline[0]?.text).toBe('paged @Wei ')
  await alice.keyboard.press('ControlOrMeta+Alt+m')
  const field = alice.getByRole('complementary', { name: 'Comments' }).getByLabel('Comment or ask')
  await field.click()
  await alice.keyboard.type('ask @di')
  await list.getByRole('option', { name: 'Carol Diaz' }).click()
  await eventually(() => field.inputValue()).toBe('ask @Carol Diaz ')
})

const GOOGLE_DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1f2e">
<h4 dir="ltr" style="line-height:1.38;"><span style="font-size:13pt;font-family:Arial;color:#666;font-weight:400;">Impact</span></h4>
<p dir="ltr" style="line-height:1.38;margin-top:0pt;"><span style="font-size:11pt;font-family:Arial,sans-serif;color:#000;background-color:transparent;font-weight:700;font-style:normal;">One in five</span><span style="font-size:11pt;font-weight:400;"> payments </span><span style="font-weight:400;font-style:italic;">failed</span><span style="font-weight:400;text-decoration:line-through;">, all</span>: <a href="https://www.google.com/url?q=https://status.example.org/7&amp;sa=D&amp;usg=AO" style="text-decoration:none;"><span style="color:#1155cc;text-decoration:underline;">status</span></a> <a href="javascript:alert(1)"><span>bad</span></a> <a href="data:text/html,x">worse</a></p>
<ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">outer</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span style="font-weight:400;">inner</span></p></li></ul></ul>
<ul><li dir="ltr" role="checkbox" aria-checked="true" aria-level="1"><img src="data:image/png;base64,iVBORw0KGgo=" width="17" alt="checked" /><p dir="ltr" role="presentation"><span>rolled back</span></p></li></ul>
<div dir="ltr" align="left"><table style="border:none;"><colgroup><col width="120"/><col width="80"/></colgroup><tbody><tr style="height:0pt"><td style="border:solid #000 1pt;"><p dir="ltr"><span style="font-weight:700;">Time</span></p></td><td><p dir="ltr"><span>14:22</span></p></td></tr></tbody></table></div>
<p dir="ltr"><span><span style="border:none;"><img src="https://lh7-rt.googleusercontent.com/docsz/graph" width="602" alt="The graph" /></span></span></p></b><br class="Apple-interchange-newline">`

const CONFLUENCE = `<meta charset="utf-8"><style>.x{color:red}</style><p class="auto-cursor-target">Seen by <a class="confluence-userlink user-mention" data-username="bob" href="/display/~bob">Bob Smith</a> <img class="emoticon emoticon-tick" data-emoticon-name="tick" src="https://wiki.example.org/tick.svg" alt="(tick)"> on <a href="/display/OPS/Runbook">a runbook</a></p>
<div class="confluence-information-macro confluence-information-macro-warning conf-macro"><span class="aui-icon confluence-information-macro-icon"> </span><div class="confluence-information-macro-body"><p>Do not restart</p></div></div>
<div class="table-wrap"><table class="wrapped confluenceTable"><colgroup><col><col></colgroup><thead><tr><th class="confluenceTh">When</th><th class="confluenceTh">What</th></tr></thead><tbody><tr><td colspan="2" class="confluenceTd"><p>14:30 pool full</p></td></tr></tbody></table></div>
<ul class="inline-task-list" data-inline-tasks-content-id="9"><li class="checked" data-inline-task-id="1">page the team</li><li data-inline-task-id="2">write it up</li></ul>
<ac:structured-macro ac:name="code" ac:schema-version="1"><ac:parameter ac:name="language">bash</ac:parameter><ac:plain-text-body><![CDATA[if [ $a > 1 ]; then <b>; fi]]></ac:plain-text-body></ac:structured-macro>
<ac:structured-macro ac:name="info"><ac:parameter ac:name="icon">false</ac:parameter><ac:rich-text-body><p>An aside</p></ac:rich-text-body></ac:structured-macro>
<p><ac:image ac:alt="shot"><ri:attachment ri:filename="shot.png" /></ac:image></p><script>document.title='run'</script>`

it('what is pasted from Google Docs keeps its words, marks, lists and tables, and nothing that runs', async () => {
  const requests: string[] = []
  const alice = await open('Alice')
  alice.on('request', request => requests.push(request.url()))
  await summary(alice).click()
  await hand(alice, { html: GOOGLE_DOCS }, 'paste')
  await eventually(() => summary(alice).textContent()).toContain('The graph')
  await eventually(nodesIn).toContain('The graph')
  const [heading, text, list, tasks, table] = (await stored()).summary
  expect(heading).toMatchObject({ type: 'heading', attrs: { level: 3 }, content: [{ text: 'Impact' }] })
  expect(heading?.content?.[0]?.marks).toBeUndefined()
  expect(
    text?.content?.map(({ text: words, marks }) => [words, ...(marks ?? []).map(({ type }) => type)]),
  ).toEqual([
    ['One in five', 'bold'],
    [' payments '],
    ['failed', 'italic'],
    [', all', 'strike'],
    [': '],
    ['status', 'link'],
    [' bad worse'],
  ])
  expect(JSON.stringify(text)).toContain('"href":"https://status.example.org/7"')
  expect(list).toMatchObject({
    type: 'bulletList',
    content: [{ content: [{ content: [{ text: 'outer' }] }, { type: 'bulletList' }] }],
  })
  expect(tasks).toMatchObject({ type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true } }] })
  expect(JSON.stringify(tasks)).not.toContain('"checked"}')
  expect(table).toMatchObject({ type: 'table', content: [{ content: [{ type: 'tableCell' }, {}] }] })
  expect(await nodesIn()).not.toMatch(/javascript:|data:|style|docs-internal/)
  expect(await summary(alice).locator('a', { hasText: 'The graph' }).getAttribute('href')).toContain(
    'googleusercontent',
  )
  expect(requests.filter(url => !url.startsWith(server.url))).toEqual([])
})

it('what is pasted from Confluence becomes quotes, tasks, code and mentions, and macros leave no traces', async () => {
  const alice = await open('Alice')
  await summary(alice).click()
  await hand(alice, { html: CONFLUENCE }, 'paste')
  await eventually(nodesIn).toContain('shot.png')
  const blocks = (await stored()).summary
  const kinds = blocks.map(({ type }) => type)
  expect(kinds).toEqual([
    'paragraph',
    'blockquote',
    'table',
    'taskList',
    'codeBlock',
    'blockquote',
    'paragraph',
  ])
  expect(blocks[0]?.content).toMatchObject([
    { text: 'Seen by ' },
    { type: 'mention', attrs: { id: 'Bob Smith' } },
    { text: ' (tick) on a runbook' },
  ])
  expect(blocks[3]?.content?.map(({ attrs }) => attrs?.checked)).toEqual([true, false])
  expect(blocks[4]).toMatchObject({
    attrs: { language: 'bash' },
    content: [{ text: 'if [ $a > 1 ]; then <b>; fi' }],
  })
  expect(JSON.stringify(blocks)).not.toMatch(/false"|CDATA|ac:|display|color:red/)
  expect(await alice.title()).not.toBe('run')
})

it('links that no page may offer do not come in, however they are pasted', async () => {
  const alice = await open('Alice')
  await summary(alice).click()
  const links = [
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:x',
  ]
  const html = links.map((href, n) => `<p><a href="${href}">link ${n}</a></p>`).join('')
  const pictures =
    '<p>end<img src="data:image/svg+xml,<svg onload=alert(1)>" alt="gone"><img src="javascript:x"></p>'
  for (const slice of ['', ' data-pm-slice="1 1 []"']) {
    await hand(alice, { html: `<div${slice}>${html}${pictures}</div>` }, 'paste')
  }
  await eventually(async () => (await nodesIn()).split('link 6').length).toBe(3)
  expect(await nodesIn()).not.toMatch(/"href"|"src"/)
  expect(await summary(alice).locator('a').count()).toBe(0)
})
