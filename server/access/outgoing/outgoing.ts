import { lookup as systemLookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { ok, type Result, refuse } from '../../../shared/base/result.ts'
import { isPublicAddress } from './addresses.ts'

/** A request to another server. */
export interface OutgoingRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | null
  /** `manual` hands a redirect back as it is; otherwise GETs follow up to {@link MOST_REDIRECTS}, each one checked. */
  readonly redirect?: 'follow' | 'manual'
}

/** What another server answered; the body is at most as long as the limit allows. */
export interface OutgoingAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface OutgoingLimits {
  /** Ms until the whole answer must be there. */
  readonly patience: number
  /** Bytes of an answer's body. */
  readonly largest: number
}

/** The addresses of a host, at least one. */
export type Resolve = (host: string) => Promise<readonly string[]>

export interface OutgoingParts {
  /** Hosts with their port that whoever runs this server named, such as the identity provider's: they may be inside. */
  readonly trusted?: readonly string[]
  readonly resolve?: Resolve
  readonly limits?: OutgoingLimits
}

/** The only way by which this server asks others anything. */
export interface Outgoing {
  /**
   * Asks `url`; refused with `outgoing/forbidden` when it leads to this machine or its network, and with
   * `outgoing/failed` when no answer came in time or it was too long.
   */
  ask(url: string, request?: OutgoingRequest): Promise<Result<OutgoingAnswer>>
}

export const MOST_REDIRECTS = 3
const LIMITS: OutgoingLimits = { patience: 10_000, largest: 1024 * 1024 }
const REDIRECTS = new Set([301, 302, 303, 307, 308])

const resolveBySystem: Resolve = async host =>
  (await systemLookup(host, { all: true, verbatim: true })).map(({ address }) => address)

/**
 * Asks other servers on behalf of people, without being led astray: a host is resolved once, every one of its
 * addresses is judged, and the connection goes to the very address that was judged, so that a name which answers
 * differently the next time gains nothing. `URL` has turned decimal, octal and hexadecimal hosts into addresses by then.
 */
export function createOutgoing({
  trusted = [],
  resolve = resolveBySystem,
  limits = LIMITS,
}: OutgoingParts = {}): Outgoing {
  const ask: Outgoing['ask'] = async (address, request = {}) => {
    const deadline = AbortSignal.timeout(limits.patience)
    let url = address
    let asked = request
    for (let hop = 0; ; hop++) {
      const target = await judge(url, trusted, resolve)
      if (!target.ok) return target
      const answer = await send(target.value, asked, limits.largest, deadline)
      if (!answer.ok) return answer
      const { status, headers } = answer.value
      const { method = 'GET', redirect = 'follow' } = request
      const next = REDIRECTS.has(status) ? headers.location : undefined
      if (next === undefined || redirect === 'manual') return answer
      if (method !== 'GET' || hop >= MOST_REDIRECTS || !URL.canParse(next, url)) {
        return refuse('outgoing/failed', `${target.value.url.host} sends elsewhere too often, or nowhere.`)
      }
      const after = new URL(next, url)
      // Whatever signs us in is for the host it was meant for.
      if (after.host !== target.value.url.host) asked = {}
      url = after.href
    }
  }
  return { ask }
}

/** Where a request goes: the address that was judged, under the name that was asked for. */
interface Target {
  readonly url: URL
  readonly address: string
}

async function judge(text: string, trusted: readonly string[], resolve: Resolve): Promise<Result<Target>> {
  if (!URL.canParse(text)) return refuse('outgoing/forbidden', 'This is no address of another server.')
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) {
    return refuse('outgoing/forbidden', 'Only http and https addresses without a password are asked.')
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await resolve(host).catch(() => [])
  const [first] = addresses
  if (first === undefined) return refuse('outgoing/failed', `There is no server called ${host}.`)
  if (!trusted.includes(url.host) && !addresses.every(isPublicAddress)) {
    return refuse('outgoing/forbidden', `${host} is inside this server's own network and is not asked.`)
  }
  return ok({ url, address: first })
}

function send(
  { url, address }: Target,
  { method = 'GET', headers = {}, body }: OutgoingRequest,
  largest: number,
  signal: AbortSignal,
): Promise<Result<OutgoingAnswer>> {
  const lookup: LookupFunction = (_host, options, found) => {
    const family = isIP(address)
    if (options.all) found(null, [{ address, family }])
    else found(null, address, family)
  }
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise(resolve => {
    const failed = (why: string): void => resolve(refuse('outgoing/failed', `${url.host} ${why}.`))
    // No agent: a kept connection would go to an address that was judged for somebody else.
    const asked = request(url, { method, headers, lookup, signal, agent: false }, answer => {
      collect(answer, largest).then(
        bytes => (bytes ? resolve(ok(answerOf(answer, bytes))) : failed('answers with too much')),
        () => failed('did not finish its answer'),
      )
    })
    asked.on('error', () => failed(signal.aborted ? 'did not answer in time' : 'cannot be reached'))
    asked.end(body ?? undefined)
  })
}

/** The body, or null when it is longer than allowed: then nothing more of it is read. */
async function collect(answer: IncomingMessage, largest: number): Promise<Uint8Array | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of answer) {
    length += (part as Buffer).length
    if (length > largest) {
      answer.destroy()
      return null
    }
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

function answerOf({ statusCode = 0, headers }: IncomingMessage, body: Uint8Array): OutgoingAnswer {
  const named = Object.entries(headers).map(([name, value]) => [name, String(value ?? '')])
  return { status: statusCode, headers: Object.fromEntries(named), body }
}
