import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'debrief-process-'))
  cleanups.push(() => rm(folder, { recursive: true }))
  return folder
}

const environment = (changes: Record<string, string>): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  PORT: '0',
  LOG_LEVEL: 'silent',
  ...changes,
})

interface Running {
  readonly process: ChildProcess
  readonly url: string
  /** Everything printed to stdout so far. */
  readonly printed: string
  readonly exit: Promise<number | null>
}

/** Starts the server as a process of its own and waits for its address. */
async function start(changes: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, ['server/main.ts'], { env: environment(changes) })
  cleanups.push(() => child.kill('SIGKILL'))
  const exit = new Promise<number | null>(resolve => child.on('exit', resolve))
  let printed = ''
  let errors = ''
  child.stderr.on('data', chunk => {
    errors += chunk
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', chunk => {
      printed += chunk
      const address = /running at (http:\S+)\n.*\n/.exec(printed)?.[1]
      if (address) resolve(address)
    })
    child.on('exit', () => reject(new Error(`ended before it was ready: ${errors}`)))
  })
  return { process: child, url, printed, exit }
}

/** Starts the server where it cannot start: its exit code and what it says on stderr. */
function refused(changes: Record<string, string>): { code: number | null; sentence: string } {
  const { status, stderr } = spawnSync(process.execPath, ['server/main.ts'], {
    env: environment(changes),
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { code: status, sentence: stderr }
}

const call = (url: string, token: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { ...init, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } })

it('the first start prints the address and a sign-in link that works', async () => {
  const { url, printed } = await start({ DATA_DIR: await newFolder() })
  const token = /\/sign-in#([\w-]{43})\n/.exec(printed)?.[1] ?? ''
  expect(printed).toBe(`Debrief is running at ${url}\nThe owner signs in at ${url}/sign-in#${token}\n`)
  expect((await call(`${url}/api/tokens`, token)).status).toBe(200)
})

/** Runs `npm run backup` or `npm run restore`: its exit code and what it says. */
function copy(
  action: string,
  file: string,
  changes: Record<string, string>,
): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/backup.ts', action, file], {
    env: environment(changes),
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { code: status, said: stdout + stderr }
}

it('[P6] [P7] a backup says that the secret is not in it, and a file that is none changes nothing', async () => {
  const folder = await newFolder()
  const running = await start({ DATA_DIR: folder })
  const file = join(await newFolder(), 'backup.sqlite')
  const backup = copy('backup', file, { DATA_DIR: folder })
  expect(backup).toEqual({ code: 0, said: expect.stringMatching(/^Backed up 0 postmortems/) })
  expect(backup.said).toContain(
    `The secret that opens hidden cards is not in it. Keep a copy in another place: ${folder}/secret.key`,
  )
  expect(copy('restore', `${file}.none`, { DATA_DIR: await newFolder() })).toEqual({
    code: 1,
    said: `There is no file ${file}.none. Nothing was changed.\n`,
  })
  running.process.kill('SIGTERM')
  await running.exit
})

it('a secret file that is damaged ends the start, with what to do', async () => {
  const DATA_DIR = await newFolder()
  await writeFile(join(DATA_DIR, 'secret.key'), 'half of a sec')
  const { code, sentence } = refused({ DATA_DIR })
  expect(code).toBe(1)
  expect(sentence).toBe(
    `The secret that ${DATA_DIR} keeps cannot be used: ${DATA_DIR}/secret.key does not hold the secret that was written there. Put back what it held, or delete it: what meetings under way keep private then stays closed. Or set SECRET_KEY.\n`,
  )
})

it('a token from the environment is not printed', async () => {
  const { printed } = await start({ DATA_DIR: await newFolder(), OWNER_TOKEN: 'secret-of-the-owner' })
  expect(printed).not.toContain('secret-of-the-owner')
  expect(printed).toContain('The owner signs in with OWNER_TOKEN')
})

it('behind a proxy the sign-in link is of the public address', async () => {
  const { printed } = await start({ DATA_DIR: await newFolder(), PUBLIC_URL: 'https://debrief.example.org' })
  expect(printed).toMatch(/The owner signs in at https:\/\/debrief\.example\.org\/sign-in#\S{20,}/)
})

it('a second start keeps postmortems, invitations and sessions', async () => {
  const settings = { DATA_DIR: await newFolder(), OWNER_TOKEN: 'secret-of-the-owner' }
  const first = await start(settings)
  const body = JSON.stringify({ title: 'Kept', severity: 'SEV2' })
  const made = await call(`${first.url}/api/postmortems`, settings.OWNER_TOKEN, { method: 'POST', body })
  const { id } = (await made.json()) as { id: string }
  const invite = JSON.stringify({ role: 'viewer' })
  const invited = await call(`${first.url}/api/postmortems/${id}/invitations`, settings.OWNER_TOKEN, {
    method: 'POST',
    body: invite,
  })
  const { token } = (await invited.json()) as { token: string }
  const accept = JSON.stringify({ token, name: 'Priya' })
  const init = { method: 'POST', body: accept, headers: { 'content-type': 'application/json' } }
  const accepted = await fetch(`${first.url}/api/invitations/accept`, init)
  const { session } = (await accepted.json()) as { session: string }
  first.process.kill('SIGTERM')
  expect(await first.exit).toBe(0)

  const second = await start(settings)
  const read = await call(`${second.url}/api/postmortems/${id}`, session)
  expect(await read.json()).toMatchObject({ id, title: 'Kept', severity: 'SEV2' })
  expect((await fetch(`${second.url}/api/invitations/accept`, init)).status).toBe(200)
})

it('[O2] SIGTERM closes sockets with 1012 and ends the process with 0 within ten seconds', async () => {
  const token = 'secret-of-the-owner'
  const { url, process: child, exit } = await start({ DATA_DIR: await newFolder(), OWNER_TOKEN: token })
  const made = await call(`${url}/api/postmortems`, token, { method: 'POST', body: '{"title":"x"}' })
  const { id } = (await made.json()) as { id: string }
  const headers = { authorization: `Bearer ${token}` }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/${id}`, { headers })
  cleanups.push(() => socket.terminate())
  await new Promise(resolve => socket.once('message', resolve))
  const closed = new Promise(resolve => socket.once('close', resolve))
  const before = performance.now()
  child.kill('SIGTERM')
  expect(await closed).toBe(1012)
  expect(await exit).toBe(0)
  expect(performance.now() - before).toBeLessThan(10_000)
})

it('a taken port is named', async () => {
  const other: Server = createServer()
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => other.close())
  const port = String((other.address() as { port: number }).port)
  expect(refused({ DATA_DIR: await newFolder(), PORT: port })).toEqual({
    code: 1,
    sentence: `Port ${port} on 127.0.0.1 is taken. Stop the program that has it, or set PORT to another one.\n`,
  })
})

it('a data folder that cannot be written to is named', async () => {
  const file = join(await newFolder(), 'file')
  await writeFile(file, '')
  const inside = join(file, 'data')
  expect(refused({ DATA_DIR: inside })).toEqual({
    code: 1,
    sentence: `The data folder ${inside} cannot be written to (ENOTDIR). Make it writable, or set DATA_DIR to another folder.\n`,
  })
})

it('a second process on the same data folder is turned away, and the first goes on', async () => {
  const DATA_DIR = await newFolder()
  const { url } = await start({ DATA_DIR })
  const { code, sentence } = refused({ DATA_DIR })
  expect(code).toBe(1)
  expect(sentence).toMatch(/^Another Debrief server is already running on .+\n$/)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
})

it('an unusable setting ends the start with its sentence', () => {
  expect(refused({ PORT: 'http' })).toEqual({
    code: 1,
    sentence: 'PORT must be a whole number from 0 to 65535; it is "http".\n',
  })
})
