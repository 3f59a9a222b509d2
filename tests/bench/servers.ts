import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Dialect } from './client.ts'
import type { Question } from './servers/serve.ts'

/** A server in a process of its own. */
export interface RunningServer {
  readonly dialect: Dialect
  /** False for the bare relay, which would carry nothing but echoes, and for the project's own client (W7). */
  readonly echoes: boolean
  /** False for the bare relay, which answers nothing by itself. */
  readonly answersState: boolean
  /** True when somebody has to bring the meeting-sized document first. */
  readonly needsDocument: boolean
  urlOf(room: string, person?: number): string
  ask(question: Question): Promise<number>
  stop(): Promise<void>
}

/** How each server is started, by the name it has in the tables. */
export const SERVERS = {
  relay: { script: 'relay.ts', args: [], dialect: 'y-websocket' },
  'y-websocket-server': { script: 'stock.ts', args: [], dialect: 'y-websocket' },
  hocuspocus: { script: 'hocuspocus.ts', args: [], dialect: 'hocuspocus' },
  ours: { script: 'ours.ts', args: [], dialect: 'y-websocket' },
  'ours, own client': { script: 'ours.ts', args: [], dialect: 'y-websocket' },
  'ours, not durable': { script: 'ours.ts', args: ['--forget'], dialect: 'y-websocket' },
} as const
export type ServerName = keyof typeof SERVERS

export async function startServer(name: ServerName): Promise<RunningServer> {
  const { script, args, dialect } = SERVERS[name]
  const child = fork(fileURLToPath(new URL(`servers/${script}`, import.meta.url)), [...args], {
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const isOurs = script === 'ours.ts'
  return {
    dialect,
    echoes: name !== 'relay' && name !== 'ours, own client',
    answersState: name !== 'relay',
    needsDocument: !isOurs,
    urlOf: (room, person = 0) =>
      isOurs
        ? `ws://127.0.0.1:${port}/sync/${room}?as=person-${person}${name === 'ours, own client' ? '&v=1' : ''}`
        : `ws://127.0.0.1:${port}/${dialect === 'hocuspocus' ? '' : room}`,
    ask: async question => {
      child.send(question)
      const [answer] = (await once(child, 'message')) as [number]
      return answer
    },
    stop: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** Installs the servers from npm in folders of their own, once. */
export function installPeers(): void {
  for (const peer of ['stock', 'hocuspocus']) {
    const cwd = fileURLToPath(new URL(`peers/${peer}/`, import.meta.url))
    if (existsSync(`${cwd}node_modules`)) continue
    const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit'], { cwd, stdio: 'inherit' })
    if (status !== 0) throw new Error(`npm ci failed in ${cwd}`)
  }
}
