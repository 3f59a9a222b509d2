import express, { type Request, type RequestHandler, type Response } from 'express'
import { ok, type Result, refuse } from '../../shared/base/result.ts'

/** What a route takes: JSON, the short JSON of a meeting's command, a text file of another tool, or a picture. */
export type Body = 'json' | 'command' | 'file' | 'picture'

const KIB = 1_024
const MIB = 1_024 * KIB

interface Parser {
  /** The most it takes, bytes. */
  readonly most: number
  readonly parse: RequestHandler
}

const json = (most: number): Parser => ({ most, parse: express.json({ limit: most }) })
const raw = (most: number): Parser => ({ most, parse: express.raw({ type: () => true, limit: most }) })

const PARSERS: Record<Body, Parser> = {
  json: json(MIB),
  command: json(128 * KIB),
  file: raw(8 * MIB),
  // A little above what is taken, so that the route itself says what is too large.
  picture: raw(6 * MIB),
}

/** Who is not signed in has nothing to say but a token and a name. */
const SHORT = json(16 * KIB)

/** So many bytes of bodies are taken in at a time from one person, or from one address that nobody signed in at. */
const OF_ONE = 32 * MIB
/** And from all of them: a body is held in memory until it is whole. */
const OF_ALL = 192 * MIB

/** The bodies that are being read: what they may come to in memory has a bound, whoever sends them slowly. */
export class BodiesUnderWay {
  readonly #bytes = new Map<string, number>()
  #all = 0

  /** Reads the body of a request that was admitted. Rejects with what the parser refused. */
  async read(
    body: Body,
    person: string | null,
    address: string,
    req: Request,
    res: Response,
  ): Promise<Result<unknown>> {
    const parser = person === null ? SHORT : PARSERS[body]
    const from = person ?? address
    const size = announced(req, parser.most)
    const own = this.#bytes.get(from) ?? 0
    if (size > 0 && (own + size > OF_ONE || this.#all + size > OF_ALL)) return TOO_MUCH_AT_ONCE
    this.#add(from, size)
    try {
      return await readBody(parser, body, req, res)
    } finally {
      this.#add(from, -size)
    }
  }

  #add(from: string, size: number): void {
    this.#all += size
    const own = (this.#bytes.get(from) ?? 0) + size
    if (own > 0) this.#bytes.set(from, own)
    else this.#bytes.delete(from)
  }
}

/** What a body may come to: its length, or the most there is when it is packed or in pieces. */
function announced({ headers }: Request, most: number): number {
  const length = Number(headers['content-length'] ?? (headers['transfer-encoding'] ? most : 0))
  return headers['content-encoding'] ? most : Math.min(most, Number.isFinite(length) ? length : most)
}

const TOO_MUCH_AT_ONCE = refuse(
  'access/throttled',
  'Too much is being sent at the same time, so nothing was changed. Try again once the rest is through.',
)

/** Limits hold for what is unpacked as well. */
async function readBody(parser: Parser, body: Body, req: Request, res: Response): Promise<Result<unknown>> {
  await parsed(parser.parse, req, res)
  const taken: unknown = req.body
  if (body === 'file' && taken instanceof Uint8Array) return textOf(taken, charsetOf(req))
  return body === 'picture' || body === 'file' || isKeepable(taken) ? ok(taken) : UNKEEPABLE
}

const parsed = (parser: RequestHandler, req: Request, res: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    parser(req, res, (error?: unknown) => (error ? reject(error) : resolve()))
  })

const charsetOf = ({ headers }: Request): string =>
  /;\s*charset="?([\w:.-]{1,40})/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8'

const UNKEEPABLE = refuse(
  'request/invalid',
  'The text holds characters that cannot be kept (NUL, or half of one), so nothing was changed.',
)

/** True when every text in a JSON value can be stored and sent on as it is. */
function isKeepable(value: unknown): boolean {
  const left: unknown[] = [value]
  while (left.length > 0) {
    const next = left.pop()
    if (typeof next === 'string') {
      if (next.includes('\0') || !next.isWellFormed()) return false
    } else if (typeof next === 'object' && next !== null) {
      for (const [name, inside] of Object.entries(next)) left.push(name, inside)
    }
  }
  return true
}

/** The text of a file; refused rather than guessed when bytes are none of it, since words would be lost silently. */
function textOf(bytes: Uint8Array, charset: string): Result<string> {
  const [first, second] = bytes
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  const name = isUtf16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : charset
  try {
    const text = new TextDecoder(name, { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return ok(text)
  } catch {
    return refuse(
      'request/not-text',
      `The file is no text in ${name}, so nothing was changed. Save it as UTF-8.`,
    )
  }
  return refuse('request/not-text', 'The file is no text but holds binary data, so nothing was changed.')
}
