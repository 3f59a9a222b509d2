import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { provide, postgres as tool } from './tools.ts'

/** A Postgres server of the test's own, on a free port, gone with everything in it after `stop`. */
export interface PostgresServer {
  /** The URL of a new, empty database. */
  createDatabase(): Promise<string>
  /**
   * Ends every connection and takes no new ones until `start`: at once, as a crashed database would, or after rolling
   * back what is under way.
   */
  kill(how?: 'immediate' | 'fast'): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Who runs Postgres: it refuses root, so root lends it to Debian's own user for it, or to nobody. */
function runner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  for (const user of ['postgres', 'nobody']) {
    const uid = Number(spawnSync('id', ['-u', user], { encoding: 'utf8' }).stdout)
    const gid = Number(spawnSync('id', ['-g', user], { encoding: 'utf8' }).stdout)
    if (uid > 0 && gid > 0) return { uid, gid }
  }
  throw new Error('Postgres refuses to run as root, and there is neither a user postgres nor nobody.')
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

export async function startPostgres(): Promise<PostgresServer> {
  provide([tool])
  const program = tool.find()
  if (!program) throw new Error('Postgres is missing')
  const user = runner()
  const home = mkdtempSync(join(tmpdir(), 'debrief-postgres-'))
  if (user.uid !== undefined && user.gid !== undefined) chownSync(home, user.uid, user.gid)
  const data = join(home, 'data')
  const initdb = spawnSync(
    join(dirname(program), 'initdb'),
    ['-D', data, '-U', 'debrief', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: home, encoding: 'utf8' },
  )
  if (initdb.status !== 0) throw new Error(`initdb failed: ${initdb.stderr || initdb.error?.message}`)
  const port = await freePort()
  const url = (database: string): string => `postgres://debrief@127.0.0.1:${port}/${database}`
  const launch = () =>
    spawn(program, ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', home], {
      ...user,
      cwd: home,
      stdio: 'ignore',
    })
  let child: ReturnType<typeof launch> | null = null
  let databases = 0

  const end = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    const running = child
    child = null
    if (!running || running.exitCode !== null) return
    running.kill(signal)
    await once(running, 'exit')
  }
  const start = async (): Promise<void> => {
    child = launch()
    await answers(url('postgres'))
  }
  await start()
  return {
    createDatabase: async () => {
      const name = `test${++databases}`
      const client = new pg.Client(url('postgres'))
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      return url(name)
    },
    kill: (how = 'immediate') => end(how === 'fast' ? 'SIGINT' : 'SIGQUIT'),
    start,
    stop: async () => {
      await end('SIGINT')
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Resolves once the server takes connections; it says so in no other way that we could wait for. */
async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
  throw new Error('Postgres did not start within 10 seconds')
}
