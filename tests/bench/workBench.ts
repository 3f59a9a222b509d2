import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RawPeer, textIn } from '../support/peers.ts'
import { EXAMPLE } from '../support/server.ts'
import { type ServerProcess, serverProcess } from '../support/serverProcess.ts'
import { median } from './asked.ts'

/** How long one reading takes, and how often the typist types in it, ms. */
const READING = 8_000
const BETWEEN = 40
const AT_ONCE = 10

const csv = (rows: number): string =>
  `time,event\n${Array.from({ length: rows }, (_, at) => {
    const instant = new Date(Date.UTC(2026, 4, 1) + at * 60_000).toISOString()
    return `${instant},event ${at} of the night`
  }).join('\n')}\n`

/**
 * `npm run bench -- work [rounds]`: how long a letter takes from one person to another, p95 in ms, while nothing else
 * happens and while ten requests run whose cost follows from what somebody sent, in turns on one server process.
 * Asked: no more than twice.
 */
export async function benchWork(rounds: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'debrief-bench-work-'))
  const server = await serverProcess(dataDir)
  try {
    await server.start()
    await measure(server, rounds)
  } finally {
    await server.end('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function measure(server: ServerProcess, rounds: number): Promise<void> {
  const call = (method: string, path: string, body?: string, type = 'application/json') =>
    fetch(server.http + path, {
      method,
      headers: { ...server.headers, 'content-type': type },
      ...(body !== undefined && { body }),
    })
  const { id } = (await (await call('POST', '/api/postmortems/example', JSON.stringify(EXAMPLE))).json()) as {
    id: string
  }
  const large = (await (await call('POST', '/api/postmortems', '{"title":"Large"}')).json()) as { id: string }
  await call('POST', `/api/postmortems/${large.id}/timeline/import?source=csv`, csv(9_000), 'text/plain')
  const markdown = `# A title\n\n${'*'.repeat(100_000)}\n`
  const heavy = [
    () => call('GET', `/api/postmortems/${large.id}/findings`),
    () => call('GET', `/api/postmortems/${large.id}/export?format=html`),
    () => call('POST', '/api/postmortems/import?source=markdown', markdown, 'text/plain'),
    () => call('POST', `/api/postmortems/${large.id}/timeline/import?source=csv`, csv(9_000), 'text/plain'),
  ]
  const headers = { ...server.headers }
  const [writer, reader] = await Promise.all(
    [0, 1].map(() => RawPeer.join(server, id, 'v=1', headers as Record<string, string>)),
  )
  if (!writer || !reader) throw new Error('Two joined')

  /** Letters one after the other for a while; how long each took, ms. */
  const read = async (): Promise<number[]> => {
    const times: number[] = []
    const end = performance.now() + READING
    while (performance.now() < end) {
      const arrived = new Promise<void>(resolve => reader.doc.once('update', () => resolve()))
      const started = performance.now()
      writer.edit(doc => textIn(doc).insert(0, 'x'))
      await arrived
      times.push(performance.now() - started)
      await new Promise(resolve => setTimeout(resolve, BETWEEN))
    }
    return times
  }
  const quiet: number[] = []
  const busy: number[] = []
  let answered = 0
  for (let round = 0; round < rounds; round++) {
    quiet.push(p95(await read()))
    let isOver = false
    const asking = Array.from({ length: AT_ONCE }, async (_, at) => {
      for (let turn = at; !isOver; turn++) {
        const answer = await heavy[turn % heavy.length]?.()
        await answer?.arrayBuffer()
        if (answer?.status === 429) await new Promise(resolve => setTimeout(resolve, 100))
        else answered++
      }
    })
    busy.push(p95(await read()))
    isOver = true
    await Promise.all(asking)
  }
  console.log(`A letter from one to another, p95 in ms; medians of ${rounds} rounds in turns`)
  console.log(`  alone                     ${median(quiet).toFixed(1)}`)
  console.log(`  with ten heavy requests   ${median(busy).toFixed(1)}   (${answered} were answered)`)
  console.log(`  ratio                     ${(median(busy) / median(quiet)).toFixed(2)}   (asked: 2)`)
  for (const peer of [writer, reader]) peer.leave()
}

const p95 = (times: readonly number[]): number => {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN
}
