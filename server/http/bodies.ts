import express, { type Request, type RequestHandler, type Response } from 'express'
import { ok, type Result, refuse } from '../../shared/base/result.ts'

/** What a route takes: JSON, a text file of another tool, or a picture. */
export type Body = 'json' | 'file' | 'picture'

const PARSERS: Record<Body, RequestHandler> = {
  json: express.json({ limit: '1mb' }),
  file: express.raw({ type: () => true, limit: '8mb' }),
  // A little above what is taken, so that the route itself says what is too large.
  picture: express.raw({ type: () => true, limit: '6mb' }),
}

/** Who is not signed in has nothing to say but a token and a name. */
const SHORT = express.json({ limit: '16kb' })

/** Reads the body of a request; limits hold for what is unpacked as well. Rejects with what the parser refused. */
export async function readBody(
  body: Body,
  isKnown: boolean,
  req: Request,
  res: Response,
): Promise<Result<unknown>> {
  await parsed(isKnown ? PARSERS[body] : SHORT, req, res)
  const taken: unknown = req.body
  if (body === 'file' && taken instanceof Uint8Array) return textOf(taken, charsetOf(req))
  return body !== 'json' || isKeepable(taken) ? ok(taken) : UNKEEPABLE
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
