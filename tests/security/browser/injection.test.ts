import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../support/browser.ts'
import { RawPeer } from '../../support/peers.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'
import { writeEvil } from '../evilDocument.ts'
import { MARKDOWN, MARKUP } from '../vectors.ts'
import { openWatched, type Watched } from './watched.ts'

/** A postmortem that a participant with a client of their own has filled with everything that could run or load. */
let server: TestServer
let browser: Browser
let postmortem: string
let imported: string
let owner: string

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  owner = (await server.api('POST', '/api/sign-in', { token: server.ownerToken }, null)).body.session
  postmortem = await server.create({
    title: MARKUP[3],
    severity: 'SEV1',
    startedAt: '2026-05-27T14:00:00Z',
    tags: MARKUP.slice(0, 8),
    services: MARKUP.slice(8, 12),
    authors: MARKUP.slice(12, 16),
  })
  const { session } = await server.guest(postmortem, 'participant', '<img src=x onerror=alert(1)>')
  const eve = await RawPeer.join({ url: `${server.url.replace('http', 'ws')}/sync` }, postmortem, 'v=1', {
    authorization: `Bearer ${session}`,
  })
  eve.edit(writeEvil)
  await until('saved', () => eve.saved > 0)
  eve.leave()
  const file = `# ${MARKUP[3]}\n\n${MARKDOWN.map(text => `## Summary\n\n${text}\n`).join('\n')}`
  imported = (await server.api('POST', '/api/postmortems/import?source=markdown', file)).body.id
  for (const [source, text] of Object.entries(importedRows())) {
    await server.api('POST', `/api/postmortems/${imported}/timeline/import?source=${source}`, text)
  }
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

function importedRows(): Record<string, string> {
  const at = '2026-05-27T14:22:00Z'
  const url = 'javascript:alert(1)'
  const each = <T>(make: (text: string) => T): string => JSON.stringify(MARKUP.slice(0, 20).map(make))
  return {
    slack: each(text => ({
      ts: '1779891720',
      text: `<${url}|${text}> ${text}`,
      username: text,
      permalink: url,
    })),
    pagerduty: each(text => ({ type: text, created_at: at, summary: text, html_url: url })),
    statuspage: each(text => ({
      name: text,
      shortlink: url,
      incident_updates: [{ status: text, body: text, display_at: at }],
    })),
    alertmanager: each(text => ({
      startsAt: at,
      labels: { alertname: text },
      annotations: { summary: text },
      generatorURL: url,
    })),
    github: each(text => ({
      release: { tag_name: text, name: text, html_url: url, published_at: at, author: { login: text } },
    })),
    grafana: each(text => ({ time: Date.parse(at), text, tags: [text], alertName: text })),
    csv: `Time,Event,Source,Link\n${MARKUP.slice(0, 20)
      .map(text => `14:22,"${text.replaceAll('"', '""')}",x,${url}`)
      .join('\n')}`,
  }
}

async function visit(watched: Watched, path: string, ready: string): Promise<void> {
  await watched.page.goto(server.url + path)
  await watched.page.locator(ready).first().waitFor({ timeout: 20_000 })
  await settled(watched.page)
  await watched.inspect()
}

/** Two frames after what was waited for is there. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
  )
}

async function meetingOn(id: string): Promise<void> {
  for (const type of ['openMeeting', 'startMeeting', 'advanceStep', 'advanceStep']) {
    const before = await server.api('GET', `/api/postmortems/${id}/meeting`)
    const command = type === 'advanceStep' ? { type, override: MARKUP[3] } : { type }
    const body = { command, expectedRev: before.body.rev ?? 0, idempotencyKey: `${type} ${before.body.rev}` }
    const { status } = await server.api('POST', `/api/postmortems/${id}/meeting/commands`, body)
    expect([type, status]).toEqual([type, 200])
  }
  const { rev } = (await server.api('GET', `/api/postmortems/${id}/meeting`)).body
  const command = { type: 'spotlight', section: 'timeline', item: 'row-3' }
  await server.api('POST', `/api/postmortems/${id}/meeting/commands`, {
    command,
    expectedRev: rev,
    idempotencyKey: 's',
  })
}

it('nothing that a document, an import, a name or a title holds runs or loads on any screen', async () => {
  const watched = await openWatched(browser, server.url, owner)
  await visit(watched, '/', 'main')
  await visit(watched, `/p/${imported}`, '[data-section] , .ProseMirror')
  await visit(watched, `/p/${postmortem}`, '[data-section], .ProseMirror')
  await meetingOn(postmortem)
  for (const path of ['meeting', 'stage'])
    await visit(watched, `/p/${postmortem}/${path}`, 'main, [role=timer]')
  await visit(watched, '/actions', 'main')
  await visit(watched, '/trends', 'main')
  await visit(watched, '/sign-in', 'main, form, h1')
  await visit(watched, '/join#<img src=x onerror=alert(1)>', 'main, form, h1')
  expect(watched.faults).toEqual([])
  await watched.context.close()
})

it('nor for somebody who only reads', async () => {
  const { session } = await server.guest(postmortem, 'viewer', MARKUP[4])
  const watched = await openWatched(browser, server.url, session)
  for (const path of ['', '/meeting', '/stage'])
    await visit(watched, `/p/${postmortem}${path}`, 'main, [role=timer]')
  await visit(watched, '/', 'main')
  expect(watched.faults).toEqual([])
  await watched.context.close()
})

it('nothing that is pasted runs or loads, even without the policy', async () => {
  const id = await server.create({ title: 'Pasting' })
  // The editor parses what is pasted in a document of its own, for which Chromium reports to the policy of the page.
  const watched = await openWatched(browser, server.url, owner, true)
  const { page } = watched
  await visit(watched, `/p/${id}`, '.ProseMirror')
  const editor = page.locator('.ProseMirror').first()
  await editor.click()
  for (const html of MARKUP) {
    await editor.evaluate((target, text) => {
      const data = new DataTransfer()
      data.setData('text/html', `<p>pasted</p>${text}`)
      data.setData('text/plain', text)
      target.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    }, html)
  }
  await page.getByText('pasted').first().waitFor()
  await settled(page)
  await watched.inspect()
  expect(watched.faults).toEqual([])
  await page.reload()
  await page.getByText('pasted').first().waitFor()
  await watched.inspect()
  expect(watched.faults).toEqual([])
  await watched.context.close()
})

it('the exported page runs and loads nothing when it is opened from the disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'debrief-export-'))
  for (const id of [postmortem, imported]) {
    const { body } = await server.api('GET', `/api/postmortems/${id}/export?format=html`)
    const file = join(folder, `${id}.html`)
    await writeFile(file, body)
    const watched = await openWatched(browser, server.url, null)
    await watched.page.goto(pathToFileURL(file).href)
    await settled(watched.page)
    watched.faults.push(...(await evilIn(watched.page)))
    expect(watched.faults).toEqual([])
    await watched.context.close()
  }
  await rm(folder, { recursive: true })
})

/** Links of the exported page that lead anywhere but to a web page or a mailbox; `:` leads nowhere. */
const evilIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...Array.from(
      document.querySelectorAll('script, iframe, object, embed, base, form, img[src^=http]'),
      one => one.tagName,
    ),
    ...Array.from(document.links, link => link.protocol).filter(
      scheme => !/^(https?|mailto)?:$/.test(scheme),
    ),
  ])
