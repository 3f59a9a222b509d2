import type { IncomingHttpHeaders } from 'node:http'
import type { Express, Request, RequestHandler, Response } from 'express'
import type { z } from 'zod'
import { isId } from '../../shared/base/ids.ts'
import { ok, type Refusal, type Result, refuse } from '../../shared/base/result.ts'
import {
  mayInPostmortem,
  mayInWorkspace,
  type PostmortemPermission,
  scopeAllows,
  type WorkspacePermission,
} from '../../shared/protocol/permissions.ts'
import type { Role } from '../../shared/protocol/roles.ts'
import { sessionIn } from '../access/cookies.ts'
import type { Actor } from '../access/identity.ts'
import { isOwnOrigin } from '../access/origin.ts'
import type { PostmortemRow } from '../store/postmortems.ts'
import type { Asker } from '../work/work.ts'
import { BodiesUnderWay, type Body } from './bodies.ts'
import { sendRefusal } from './errors.ts'
import { isSecure, type Services } from './services.ts'
import { Slots } from './slots.ts'

/** What a route is asked, by anyone. */
export interface Ask extends Services {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The parsed JSON, the text of a file, or the bytes of a picture; undefined without a body. */
  readonly body: unknown
  /** Where the request came from, for throttling. */
  readonly address: string
  /** The address people opened, such as `https://debrief.example.org`, for links. */
  readonly origin: string
  readonly headers: IncomingHttpHeaders
  readonly actor: Actor | null
  /** Aborted when whoever asked hung up before the answer. */
  readonly signal: AbortSignal
}

export interface SignedInAsk extends Ask {
  readonly actor: Actor
}

/** Asked by someone who may, about a postmortem that is there. */
export interface PostmortemAsk extends SignedInAsk {
  readonly row: PostmortemRow
  readonly role: Role
}

/** What a route answers: JSON, a file, another address, or nothing (204). */
export type Reply =
  | { readonly status?: number; readonly json: unknown; readonly cookie?: string }
  /** JSON that is written already. */
  | { readonly jsonText: string }
  | { readonly file: string | Uint8Array; readonly type: string; readonly name: string }
  /** A page without scripts, for a frame of ours. */
  | { readonly page: string | Uint8Array }
  /** Something for a page to show: kept by its reader's browser for good, for its address follows from its bytes. */
  | { readonly shown: Uint8Array; readonly type: string }
  | { readonly done: true; readonly cookie?: string }
  | { readonly redirect: string; readonly cookies: readonly string[] }

/** A refusal may carry more than its sentence, such as the current state of the meeting (M2). */
export interface DetailedRefusal extends Refusal {
  readonly more?: object
}
export type Answer = Promise<Result<Reply, DetailedRefusal>>

/** Who may use a route; the dispatcher asks before the handler runs. */
export type Need =
  | { readonly who: 'anyone' }
  | { readonly who: 'workspace'; readonly permission: WorkspacePermission }
  | { readonly who: 'postmortem'; readonly permission: PostmortemPermission }

type Method = 'get' | 'post' | 'patch' | 'delete'

export interface Route {
  readonly method: Method
  readonly path: string
  readonly need: Need
  readonly body: Body
  /** Judges who asks before their body is read; answers what then does it. */
  readonly admit: (ask: UnreadAsk) => Promise<Result<(body: unknown) => Answer, DetailedRefusal>>
}

/** A request whose body was not read yet. */
type UnreadAsk = Omit<Ask, 'body'>

interface RouteOptions {
  readonly body?: Body
}

/** A route for everyone, signed in or not. */
export const anyone = (method: Method, path: string, run: (ask: Ask) => Answer): Route => ({
  method,
  path,
  need: { who: 'anyone' },
  body: 'json',
  admit: async ask => ok(body => run({ ...ask, body })),
})

/** A route outside of any one postmortem, for those who hold the permission. */
export const inWorkspace = (
  permission: WorkspacePermission,
  method: Method,
  path: string,
  run: (ask: SignedInAsk) => Answer,
  { body = 'json' }: RouteOptions = {},
): Route => ({
  method,
  path,
  need: { who: 'workspace', permission },
  body,
  admit: async ask => {
    const { actor } = ask
    if (!actor) return NOT_SIGNED_IN
    if (!mayInWorkspace(actor.person.kind, permission)) return await denied(ask, actor, permission)
    if (!scopeAllows(actor.token?.scope ?? null, permission)) return await tooNarrow(ask, actor, permission)
    return ok(body => run({ ...ask, body, actor }))
  },
})

/** A route under `/api/postmortems/:id`, for members whose role holds the permission; for others there is none. */
export const inPostmortem = (
  permission: PostmortemPermission,
  method: Method,
  path: string,
  run: (ask: PostmortemAsk) => Answer,
  { body = 'json' }: RouteOptions = {},
): Route => ({
  method,
  path: `/api/postmortems/:id${path}`,
  need: { who: 'postmortem', permission },
  body,
  admit: async ask => {
    const { actor } = ask
    if (!actor) return NOT_SIGNED_IN
    const id = ask.params.id ?? ''
    const row = isId(id) ? await ask.store.postmortems.get(id) : null
    const role = row && (await ask.access.roles.roleIn(actor.person, row))
    if (!row || !role) return NOT_FOUND
    if (!mayInPostmortem(role, permission)) return await denied(ask, actor, permission, row.id)
    if (!scopeAllows(actor.token?.scope ?? null, permission)) {
      return await tooNarrow(ask, actor, permission, row.id)
    }
    return ok(body => run({ ...ask, body, actor, row, role }))
  },
})

/** Whose job a worker does, and until when they wait for it. */
export const askerOf = ({ actor, signal }: SignedInAsk): Asker => ({ person: actor.person.id, signal })

/** Parses the body; refused with the first thing that is wrong with it. */
export function parseBody<T>(schema: z.ZodType<T>, { body }: Ask): Result<T> {
  if (body === undefined) {
    return refuse('request/not-json', 'Send a JSON body with "content-type: application/json".')
  }
  const parsed = schema.safeParse(body)
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') ?? ''
  return refuse(
    'request/invalid',
    `${where ? `${where}: ` : ''}${issue?.message ?? 'The body is not usable.'}`,
  )
}

export const json = (value: unknown, status = 200): { ok: true; value: Reply } =>
  ok({ status, json: value }) as { ok: true; value: Reply }

/** JSON that a worker has written already. */
export const jsonText = (text: string): { ok: true; value: Reply } =>
  ok({ jsonText: text }) as { ok: true; value: Reply }

export const done = (): { ok: true; value: Reply } => ok({ done: true }) as { ok: true; value: Reply }

/** Puts the routes into the app, each behind the same questions. */
export function mountRoutes(app: Express, routes: readonly Route[], services: Services): void {
  const limits = { underWay: new BodiesUnderWay(), slots: new Slots() }
  for (const route of routes) {
    app[route.method](route.path, handlerOf(route, services, limits))
  }
}

const NOT_SIGNED_IN = refuse('access/not-signed-in', 'Sign in first, or follow an invitation.')
const NOT_FOUND = refuse('postmortem/not-found', 'There is no such postmortem, or you have no access to it.')

async function denied(
  ask: UnreadAsk,
  actor: Actor,
  permission: string,
  postmortem = '',
): Promise<Result<never>> {
  await ask.access.refusals.note(actor.person.id, postmortem, { permission })
  return refuse('access/denied', 'Your role does not allow this. Ask a facilitator of this postmortem.')
}

async function tooNarrow(
  ask: UnreadAsk,
  actor: Actor,
  permission: string,
  postmortem = '',
): Promise<Result<never>> {
  await ask.access.refusals.note(actor.person.id, postmortem, {
    permission,
    scope: actor.token?.scope ?? '',
  })
  return refuse('access/scope', 'This token is not made for that. Make one that may do more, or sign in.')
}

interface Limits {
  readonly underWay: BodiesUnderWay
  readonly slots: Slots
}

function handlerOf(route: Route, services: Services, { underWay, slots }: Limits): RequestHandler {
  return async (req, res) => {
    const cookie = sessionIn(req.headers.cookie, isSecure(services.settings))
    const { authorization, origin, host } = req.headers
    const actor = await services.access.identity.identify({
      cookie,
      authorization,
      address: services.addressOf(req),
    })
    const isBySecret = actor?.via === 'bearer' || (actor === null && origin === undefined)
    if (route.method !== 'get' && !isBySecret) {
      // A page of another site can make a browser send this, with the cookie of whoever looks at it.
      if (origin === undefined || !isOwnOrigin(origin, host, services.settings.publicUrl)) {
        return sendRefusal(res, {
          code: 'access/origin',
          message: 'This request came from another site and was not carried out.',
        })
      }
    }
    const hangUp = new AbortController()
    res.once('close', () => hangUp.abort())
    const { signal } = hangUp
    const ask = { ...services, ...partsOf(req, services), actor, signal }
    const turn = actor ? await slots.take(actor.person.id) : null
    if (turn && !turn.ok) return sendRefusal(res, turn.error)
    try {
      if (signal.aborted) return
      // Whoever may not ask is not listened to for megabytes.
      const admitted = await route.admit(ask)
      if (!admitted.ok) return sendRefusal(res, admitted.error)
      const body = await underWay.read(route.body, actor?.person.id ?? null, ask.address, req, res)
      if (!body.ok) return sendRefusal(res, body.error)
      const answer = await admitted.value(body.value)
      if (signal.aborted) return
      if (answer.ok) send(res, answer.value)
      else sendRefusal(res, answer.error, answer.error.more)
    } finally {
      turn?.value()
    }
  }
}

function partsOf(
  req: Request,
  services: Services,
): Pick<Ask, 'params' | 'query' | 'address' | 'origin' | 'headers'> {
  // A target need not be a URL that `URL` can parse.
  const [, ...query] = req.originalUrl.split('?')
  return {
    params: req.params as Record<string, string>,
    query: new URLSearchParams(query.join('?')),
    address: services.addressOf(req),
    headers: req.headers,
    origin: services.settings.publicUrl ?? `${req.protocol}://${req.headers.host ?? 'localhost'}`,
  }
}

/** A written page brings its own styles and pictures; links lead out of the frame. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

function send(res: Response, reply: Reply): void {
  res.setHeader('cache-control', 'no-store')
  if ('cookie' in reply && reply.cookie !== undefined) res.setHeader('set-cookie', reply.cookie)
  if ('redirect' in reply) {
    if (reply.cookies.length > 0) res.setHeader('set-cookie', [...reply.cookies])
    res.redirect(303, reply.redirect)
  } else if ('done' in reply) {
    res.status(204).end()
  } else if ('jsonText' in reply) {
    sendBytes(res.type('json'), reply.jsonText)
  } else if ('json' in reply) {
    res.status(reply.status ?? 200).json(reply.json)
  } else if ('page' in reply) {
    res.setHeader('x-frame-options', 'SAMEORIGIN')
    res.setHeader('content-security-policy', PAGE_POLICY)
    sendBytes(res.type('html'), reply.page)
  } else if ('shown' in reply) {
    res.setHeader('cache-control', 'private, max-age=31536000, immutable')
    res.setHeader('content-disposition', 'inline')
    res.setHeader('content-security-policy', "default-src 'none'; sandbox")
    sendBytes(res.type(reply.type), reply.shown)
  } else {
    sendBytes(res.attachment(reply.name).type(reply.type), reply.file)
  }
}

/** Sends a file as it is. `res.send` would make a hash of all of it first, and a copy. */
function sendBytes(res: Response, file: string | Uint8Array): void {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  res.setHeader('content-length', bytes.byteLength)
  res.end(bytes)
}
