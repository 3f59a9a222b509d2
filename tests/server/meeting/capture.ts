import { ROUTES } from '../../../server/http/routes/routes.ts'
import { RawPeer } from '../../support/peers.ts'
import type { ServerProcess } from '../../support/serverProcess.ts'
import { until } from '../../support/until.ts'

/** Queries under which the same address answers something else. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  '/api/postmortems': ['?query=canary', '?query=pool'],
  '/api/postmortems/:id/export': [
    '?format=markdown',
    '?format=html',
    '?format=json',
    '?format=csv',
    '?format=csv&of=actions',
    '?format=ics',
    '?format=ics&of=meeting',
  ],
}

/** Somebody in the meeting whose client keeps every byte that the server ever gave it. */
export class Watched {
  readonly name: string
  readonly person: string
  readonly session: string
  readonly peer: RawPeer
  readonly #server: ServerProcess
  readonly #id: string
  #answers = ''
  #commands = 0

  private constructor(
    server: ServerProcess,
    id: string,
    who: Pick<Watched, 'name' | 'person' | 'session' | 'peer'>,
  ) {
    this.#server = server
    this.#id = id
    this.name = who.name
    this.person = who.person
    this.session = who.session
    this.peer = who.peer
  }

  /** Follows an invitation of this role and connects. */
  static async enter(server: ServerProcess, id: string, role: string, name: string): Promise<Watched> {
    const post = async (path: string, headers: Record<string, string>, body: object) => {
      const response = await fetch(server.http + path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (await response.json()) as { token: string; session: string }
    }
    const { token } = await post(`/api/postmortems/${id}/invitations`, server.headers, { role })
    const { session } = await post('/api/invitations/accept', {}, { token, name })
    const bearer = { authorization: `Bearer ${session}` }
    const me = await (await fetch(`${server.http}/api/session`, { headers: bearer })).json()
    const peer = await RawPeer.join(server, id, 'v=1', bearer)
    return new Watched(server, id, { name, person: me.me.person.id, session, peer })
  }

  /**
   * Gives a command; what is answered is kept like all the rest. Resolves to the revision that it made, which may not
   * have come over the socket yet. Throws when it is refused.
   */
  async give(command: object, key = `${this.name}-${++this.#commands}`): Promise<number> {
    const path = `/api/postmortems/${this.#id}/meeting`
    const headers = { authorization: `Bearer ${this.session}`, 'content-type': 'application/json' }
    const present = await (await fetch(this.#server.http + path, { headers })).json()
    const response = await fetch(`${this.#server.http}${path}/commands`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ command, expectedRev: present.rev ?? 0, idempotencyKey: key }),
    })
    const answer = await response.text()
    this.#answers += answer
    if (response.status !== 200) throw new Error(`${this.name}: ${answer}`)
    return (JSON.parse(answer) as { rev: number }).rev
  }

  /** Reads every address of the API that there is, as a curious person would; refusals are kept as well. */
  async readEverything(): Promise<void> {
    const paths = ROUTES.filter(({ method, path }) => method === 'get' && !/:(?!id\b)/.test(path)).flatMap(
      ({ path }) => ['', ...(ALSO[path] ?? [])].map(query => path.replace(':id', this.#id) + query),
    )
    for (const path of [...paths, `/api/postmortems/${this.#id}/meeting/document?at=${Date.now()}`]) {
      const headers = { authorization: `Bearer ${this.session}` }
      const response = await fetch(this.#server.http + path, { headers, redirect: 'manual' })
      this.#answers += `\n${path} ${await response.text()}`
    }
  }

  /** What the server's messages about the meeting said, without the document. */
  get told(): string {
    return JSON.stringify(this.peer.messages)
  }

  /** Every byte that came, over the socket and as answers, read as text. */
  get bytes(): string {
    const frames = this.peer.frames.map(frame => Buffer.from(frame).toString('utf8'))
    return [this.told, ...frames, this.#answers].join('\n')
  }

  /** Resolves once what this person was told about the meeting fits. */
  heard(what: string, fits: (told: NonNullable<ReturnType<Watched['latest']>>) => boolean): Promise<void> {
    return until(`${this.name} hears ${what}`, () => {
      const told = this.latest()
      return told !== null && fits(told)
    })
  }

  /** The last state of the meeting that came over the socket. */
  latest() {
    const last = this.peer.messages.filter(message => message.t === 'meeting').at(-1)
    return last?.t === 'meeting' ? last.meeting : null
  }
}
