import type { ErrorRequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import type { Refusal } from '../../shared/base/result.ts'

/**
 * The HTTP status of each refusal, by its code or, failing that, by the part before the slash. The one place that
 * knows both.
 */
const STATUS: Readonly<Record<string, number>> = {
  request: 400,
  'request/not-found': 404,
  'request/wrong-host': 421,
  'request/not-json': 415,
  'request/not-text': 415,
  'request/too-large': 413,
  access: 403,
  'access/name': 400,
  'access/not-signed-in': 401,
  'access/wrong-token': 401,
  'access/no-member': 404,
  'access/throttled': 429,
  'access/no-person': 404,
  'access/owner': 409,
  'access/guest': 409,
  session: 404,
  invitation: 404,
  'invitation/too-many': 409,
  'invitation/name-taken': 409,
  token: 404,
  'token/too-many': 409,
  postmortem: 404,
  deleted: 404,
  document: 409,
  import: 422,
  export: 400,
  image: 415,
  'image/too-large': 413,
  'image/no-room': 409,
  'image/too-many': 409,
  'image/not-found': 404,
  publication: 409,
  version: 404,
  action: 404,
  agenda: 409,
  'agenda/not-found': 404,
  meeting: 409,
  'meeting/none': 404,
  'meeting/no-text': 404,
  'meeting/not-facilitator': 403,
  'meeting/not-participant': 403,
  'meeting/not-eligible': 403,
  'meeting/not-your-card': 403,
  'meeting/may-not-vote': 403,
  'meeting/bad-agenda': 400,
  'meeting/bad-minutes': 400,
  store: 503,
  work: 503,
  'work/busy': 429,
  'work/too-costly': 422,
}

export const statusOf = (code: string): number => STATUS[code] ?? STATUS[code.split('/')[0] ?? ''] ?? 400

/** Sends `{error: {code, message}}`, with whatever else belongs to the refusal beside it. */
export function sendRefusal(res: Response, refusal: Refusal, more: object = {}): void {
  const { code, message } = refusal
  res.status(statusOf(code)).json({ error: { code, message }, ...more })
}

/** The last stop: what the body parsers refuse is the sender's mistake, everything else is ours and is logged. */
export const errorHandler =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const refusal = refusalOf(error)
    if (refusal) return sendRefusal(res, refusal)
    logger.error({ err: error, method: req.method, path: req.path }, 'a request failed')
    res.status(500).json({ error: FAILED })
  }

const FAILED = {
  code: 'server/failed',
  message: 'The server could not do this. What was saved before is safe; try again in a moment.',
}

/** Errors of body parsers and of Express itself carry a status and, mostly, a `type`. */
function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null
  if (error.status >= 500) return null
  const type = 'type' in error ? error.type : ''
  if (type === 'entity.parse.failed') {
    return { code: 'request/invalid', message: 'The body is no valid JSON, so nothing was changed.' }
  }
  if (error.status === 413) {
    return {
      code: 'request/too-large',
      message:
        'This is larger than what is taken here, and nothing of it was. What was saved before is as it was.',
    }
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return {
      code: 'request/not-json',
      message: 'Nothing was changed. Send the body as UTF-8, uncompressed or with gzip.',
    }
  }
  return { code: 'request/invalid', message: 'The request cannot be read, so nothing was changed.' }
}
