import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { SECTIONS, type SectionName } from '../../../shared/document/postmortem.ts'
import { bullets, paragraph, writeRichText } from '../../../shared/document/richText.ts'
import { listOf, metaOf, sectionOf } from '../../../shared/document/schema.ts'
import { awarenessFrame, SYNC, syncFrame } from '../../../shared/protocol/frames.ts'
import { launchBrowser, openSignedIn, type PersonAtBrowser } from '../../support/browser.ts'
import { ODD_CARETS, ODD_SHAPES, writeOdd } from '../../support/oddShapes.ts'
import { RawPeer } from '../../support/peers.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { openStoreOfTest } from '../../support/storeOfTest.ts'
import { until } from '../../support/until.ts'

const SHAPES = Object.keys(ODD_SHAPES)
const WRITTEN = SECTIONS.filter(name => name !== 'imported')

let dataDir: string
let server: TestServer
let browser: Browser
let postmortem: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'debrief-shapes-'))
  server = await startServer({ dataDir })
  browser = await launchBrowser()
})

beforeEach(async () => {
  postmortem = await server.create()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function insider(role: string, name: string): Promise<RawPeer> {
  const { session } = await server.guest(postmortem, role, name)
  const at = { url: `${server.url.replace('http', 'ws')}/sync` }
  const peer = await RawPeer.join(at, postmortem, 'v=1', { authorization: `Bearer ${session}` })
  peer.send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(peer.doc)))
  return peer
}

async function open(path: string, role = 'participant'): Promise<PersonAtBrowser> {
  const { session } = await server.guest(postmortem, role, 'Ann')
  return openSignedIn(browser, `${server.url}/p/${postmortem}${path}`, session)
}

const editorOf = (page: Page, name: SectionName) => page.locator(`#${name} [contenteditable="true"]`)

/** Text of a section as the server holds it. */
const stored = async (name: SectionName): Promise<string> =>
  JSON.stringify((await server.api('GET', `/api/postmortems/${postmortem}`)).body[name])

it('[W7] carets of any form, of a viewer too: no editor stops, and a key deletes nothing of others', async () => {
  const ann = await open('')
  await editorOf(ann.page, 'summary').click()
  await ann.page.keyboard.type('by ann ')
  const bob = await insider('participant', 'Bob')
  const eve = await insider('viewer', 'Eve')
  await until('bob has it', () => sectionOf(bob.doc, 'summary').toString().includes('by ann'))
  let clock = 0
  const words: string[] = []
  for (const cursor of ODD_CARETS) {
    const state = JSON.stringify({ cursor })
    eve.send(awarenessFrame([{ client: eve.doc.clientID, clock: ++clock, state }]))
    words.push(`bob-${clock}`)
    bob.edit(doc => {
      const first = sectionOf(doc, 'summary').get(0) as Y.XmlElement
      const text = first.get(0) as Y.XmlText
      text.insert(0, `${words.at(-1)} `)
    })
    await ann.page.getByText(`bob-${clock} `).first().waitFor()
    await ann.page.keyboard.type(`a${clock} `)
  }
  await until('all of it is stored', async () => {
    const text = await stored('summary')
    return [...words, 'by ann', `a${clock}`].every(word => text.includes(word))
  })
  await ann.page.reload()
  await editorOf(ann.page, 'summary').getByText('by ann').waitFor()
  expect(await ann.page.getByText('This page stopped working').count()).toBe(0)
  for (const peer of [bob, eve]) peer.leave()
  await ann.context.close()
})

it('[D4] odd children in an open editor: nothing of others is deleted, and it is written in again', async () => {
  const ann = await open('')
  const bob = await insider('participant', 'Bob')
  bob.edit(doc => {
    for (const name of WRITTEN)
      writeRichText(sectionOf(doc, name), [paragraph(`honest ${name}`), bullets(['kept'])])
  })
  await editorOf(ann.page, 'lessons').getByText('honest lessons').waitFor()
  for (let at = 0; at < SHAPES.length; at += WRITTEN.length) {
    const shapes = SHAPES.slice(at, at + WRITTEN.length)
    const eve = await insider('participant', `Eve ${at}`)
    const places = shapes.map((shape, index) => [shape, WRITTEN[index] ?? 'summary'] as const)
    eve.edit(doc =>
      doc.transact(() => {
        for (const [shape, name] of places) writeOdd(doc, name, shape)
      }),
    )
    bob.edit(doc =>
      doc.transact(() => {
        for (const name of WRITTEN) sectionOf(doc, name).push([new Y.XmlElement('paragraph')])
      }),
    )
    // A key at once, wherever the editor is still there: the moment at which a stale one would delete.
    for (const [, name] of places) {
      const editor = editorOf(ann.page, name)
      if ((await editor.count()) === 0) continue
      await editor.focus({ timeout: 1_000 }).catch(() => {})
      await ann.page.keyboard.press('x')
    }
    for (const [shape, name] of places) {
      await editorOf(ann.page, name)
        .getByText(`honest ${name}`)
        .waitFor({ timeout: 15_000 })
        .catch(() => {
          throw new Error(`The editor did not come back after ${shape}`)
        })
    }
    eve.leave()
  }
  for (const name of WRITTEN) {
    expect(await stored(name)).toContain(`honest ${name}`)
    expect(await stored(name)).toContain('kept')
    await editorOf(ann.page, name).click()
    await ann.page.keyboard.type(`still-${name} `)
    await until(`${name} is written`, async () => (await stored(name)).includes(`still-${name}`))
  }
  expect(await ann.page.getByText('This page stopped working').count()).toBe(0)
  bob.leave()
  await ann.context.close()
}, 240_000)

it('[D2] [D4] a document that holds them already opens, with Versions and Export, and reading changes nothing', async () => {
  for (let at = 0; at < SHAPES.length; at += WRITTEN.length) {
    postmortem = await server.create()
    await server.close()
    const shapes = SHAPES.slice(at, at + WRITTEN.length)
    const odd = new Y.Doc()
    odd.transact(() => {
      shapes.forEach((shape, index) => {
        const name = WRITTEN[index] ?? 'summary'
        writeRichText(sectionOf(odd, name), [paragraph(`honest ${name}`)])
        writeOdd(odd, name, shape)
      })
      for (const list of ['timeline', 'factors', 'whys', 'actions'] as const) {
        const rows = listOf(odd, list) as Y.Map<unknown>
        rows.set('text', new Y.Text('no row'))
        rows.set(
          'fragment',
          new Y.Map<unknown>([
            ['text', new Y.XmlFragment()],
            ['order', { a: 1 }],
          ]),
        )
      }
      for (const fact of ['title', 'services', 'startedAt']) metaOf(odd).set(fact, { a: [1] })
    })
    const store = await openStoreOfTest(dataDir)
    const updates = [Y.encodeStateAsUpdate(odd)]
    await store.log.append([{ postmortem, updates, clients: [], unattributed: [], at: 1 }])
    await store.close()
    server = await startServer({ dataDir })
    const ann = await open('', 'facilitator')
    await ann.page.getByText('honest summary').waitFor()
    for (const [index] of shapes.entries()) {
      const name = WRITTEN[index] ?? 'summary'
      await ann.page.locator(`#${name}`).getByText(`honest ${name}`).waitFor()
      await ann.page.locator(`#${name}`).getByText('Read-only for now').waitFor()
    }
    expect(await ann.page.getByText('This page stopped working').count()).toBe(0)
    const eve = await insider('participant', 'Eve')
    for (const [index] of shapes.entries()) {
      const name = WRITTEN[index] ?? 'summary'
      expect(`${sectionOf(eve.doc, name)}`).toBe(`${sectionOf(odd, name)}`)
    }
    eve.leave()
    const summary = ann.page.locator('#summary')
    await summary.getByRole('button', { name: 'Remove it' }).click()
    await ann.page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click()
    await editorOf(ann.page, 'summary').getByText('honest summary').waitFor()
    expect(ann.errors.filter(error => !/40[0-9]/.test(error))).toEqual([])
    await ann.context.close()
    for (const path of ['/meeting', '/stage']) {
      const seen = await open(path, 'facilitator')
      await seen.page.locator('main').first().waitFor()
      expect(await seen.page.getByText('This page stopped working').count()).toBe(0)
      await seen.context.close()
    }
  }
}, 240_000)
