import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer } from '../../server/createServer.ts'
import type { Settings } from '../../server/settings.ts'
import { databaseOf } from './storeOfTest.ts'

/** An answer of the API: its status, its headers, and its body read as JSON where it is JSON. */
export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any
}

export interface TestServer {
  readonly url: string
  readonly dataDir: string
  readonly ownerToken: string
  /** Calls a route; `token` defaults to the owner's, null is nobody. A string body is sent as it is. */
  api(method: string, path: string, body?: unknown, token?: string | null): Promise<ApiAnswer>
  /** Makes a postmortem and answers its id. */
  create(facts?: Record<string, unknown>): Promise<string>
  /** Makes the example, as of the day after its incident was written to happen, and answers its id. */
  example(): Promise<string>
  /** As {@link TestServer.example}, but a copy of it, which counts among actions and in trends. */
  copyOfExample(): Promise<string>
  /** Invites a guest into a postmortem; resolves to their session, which works as a Bearer token. */
  guest(postmortem: string, role: string, name?: string): Promise<{ session: string; person: string }>
  /** Stops the server; its data folder stays when it was handed in. */
  close(): Promise<void>
}

/** Body that asks for the example with its incident on 27 May 2026. */
export const EXAMPLE = { asOf: '2026-05-28T12:00:00Z' }

/** A real server on a free port with its own data folder. */
export async function startServer(changes: Partial<Settings> = {}): Promise<TestServer> {
  const dataDir = changes.dataDir ?? (await mkdtemp(join(tmpdir(), 'debrief-test-')))
  const server = await createServer({
    port: 0,
    host: '127.0.0.1',
    publicUrl: null,
    trustedProxies: [],
    ownerToken: 'owner-token-of-the-tests',
    secretKey: null,
    provider: null,
    databaseUrl: await databaseOf(dataDir),
    logLevel: 'silent',
    clientDir: fileURLToPath(new URL('../../client/dist', import.meta.url)),
    ...changes,
    dataDir,
  })
  const { url, ownerToken } = server

  const api: TestServer['api'] = async (method, path, body, token = ownerToken) => {
    const headers = new Headers()
    if (token !== null) headers.set('authorization', `Bearer ${token}`)
    const init: RequestInit = { method, headers }
    if (body instanceof Uint8Array) {
      headers.set('content-type', 'image/png')
      init.body = new Blob([Uint8Array.from(body)])
    } else if (body !== undefined) {
      headers.set('content-type', typeof body === 'string' ? 'text/plain' : 'application/json')
      init.body = typeof body === 'string' ? body : JSON.stringify(body)
    }
    const response = await fetch(url + path, init)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }

  return {
    url,
    dataDir,
    ownerToken,
    api,
    async create(facts = {}) {
      const made = await api('POST', '/api/postmortems', { title: 'Payments outage', ...facts })
      if (made.status !== 201) throw new Error(`not created: ${JSON.stringify(made.body)}`)
      return made.body.id
    },
    async example() {
      return (await api('POST', '/api/postmortems/example', EXAMPLE)).body.id
    },
    async copyOfExample() {
      const { id } = (await api('POST', '/api/postmortems/example', EXAMPLE)).body
      const copy = await api('POST', `/api/postmortems/${id}/duplicate`, {})
      await api('DELETE', `/api/postmortems/${id}`)
      return copy.body.id
    },
    async guest(postmortem, role, name = `A ${role}`) {
      const invited = await api('POST', `/api/postmortems/${postmortem}/invitations`, { role })
      const accepted = await api('POST', '/api/invitations/accept', { token: invited.body.token, name }, null)
      if (accepted.status !== 200) throw new Error(`not accepted: ${JSON.stringify(accepted.body)}`)
      const { session } = accepted.body
      const me = await api('GET', '/api/session', undefined, session)
      return { session, person: me.body.me.person.id }
    },
    async close() {
      await server.close()
      if (!changes.dataDir) await rm(dataDir, { recursive: true })
    },
  }
}
