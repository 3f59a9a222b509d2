import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

const OWNER_TOKEN = 'owner-token-of-the-tests'

/** The real server as a process of its own, on a fixed port so that clients find it again after it was killed. */
export interface ServerProcess {
  readonly http: string
  /** Base of the sync endpoint. */
  readonly url: string
  readonly headers: Record<string, string>
  /** All that it wrote to its output, its log, since the first start. */
  printed(): string
  start(): Promise<void>
  /** Ends the process with this signal; resolves to its exit code, null when the signal ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
  /** Stops the process in its tracks, and lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
  create(title: string): Promise<string>
  /** What `GET /api/postmortems/:id` answers. */
  read(id: string): Promise<Record<string, unknown>>
}

export async function serverProcess(
  dataDir: string,
  settings: Record<string, string> = {},
  program = 'server/main.ts',
): Promise<ServerProcess> {
  const port = await freePort()
  const http = `http://127.0.0.1:${port}`
  const headers = { authorization: `Bearer ${OWNER_TOKEN}` }
  let child: ChildProcess | null = null
  let printed = ''
  return {
    http,
    url: `ws://127.0.0.1:${port}/sync`,
    headers,
    printed: () => printed,
    start: async () => {
      const env = {
        PATH: process.env.PATH,
        PORT: String(port),
        DATA_DIR: dataDir,
        OWNER_TOKEN,
        LOG_LEVEL: 'error',
      }
      const started = spawn(process.execPath, [program], {
        env: { ...env, ...settings },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      child = started
      await new Promise<void>((resolve, reject) => {
        started.stdout.on('data', (words: Buffer) => {
          printed += words.toString()
          if (words.includes('running at')) resolve()
        })
        started.once('exit', code => reject(new Error(`The server ended with ${code} before it was ready`)))
      })
    },
    end: async signal => {
      if (!child) return null
      const ending = child
      child = null
      if (ending.exitCode !== null) return ending.exitCode
      ending.kill(signal)
      const [code] = (await once(ending, 'exit')) as [number | null]
      return code
    },
    signal: signal => void child?.kill(signal),
    create: async title => {
      const response = await fetch(`${http}/api/postmortems`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ title }),
      })
      const { id } = (await response.json()) as { id: string }
      return id
    },
    read: async id => {
      const response = await fetch(`${http}/api/postmortems/${id}`, { headers })
      return (await response.json()) as Record<string, unknown>
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}
