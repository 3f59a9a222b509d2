/** Ten who type on a network that loses packets (see tests/faults/network.test.ts); ends with 0 when all is whole. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { stock, synced, textIn } from './peers.ts'
import { until } from './until.ts'

const PORT = 4_477
const server = spawn(process.execPath, ['tests/support/faultServer.ts'], {
  env: { PATH: process.env.PATH, DATA_DIR: process.env.DATA_DIR, PORT: String(PORT) },
  stdio: ['ignore', 'pipe', 'inherit'],
})
await once(server.stdout, 'data')
const url = { url: `ws://127.0.0.1:${PORT}/sync` }
const peers = Array.from({ length: 10 }, (_, at) => stock(url, 'room', { as: `t${at}` }))
await Promise.all(peers.map(synced))
const words: string[] = []
const end = performance.now() + Number(process.env.SECONDS_LONG) * 1_000
while (performance.now() < end) {
  for (const [at, { doc }] of peers.entries()) {
    const word = `‹t${at}.${words.length}›`
    words.push(word)
    textIn(doc).insert(textIn(doc).length, word)
  }
  await new Promise(resolve => setTimeout(resolve, 100))
}
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
await until(
  'the same document everywhere',
  () => {
    const [text = ''] = peers.map(({ doc }) => `${textIn(doc)}`)
    const isWhole = words.every(word => text.split(word).length === 2)
    return isWhole && new Set(peers.map(({ doc }) => hash(`${textIn(doc)}`))).size === 1
  },
  60_000,
)
process.stdout.write(`${words.length} words by ten people, each there once, over 80 ms and 3 % loss\n`)
for (const peer of peers) peer.leave()
server.kill('SIGTERM')
await once(server, 'exit')
process.exit(0)
