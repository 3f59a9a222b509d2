import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import express, { type Express, type RequestHandler, type Response } from 'express'
import { nonceOf } from './security.ts'

/** The addresses that the client draws; any other is not found. */
const CLIENT_ROUTES = [
  '/',
  '/sign-in',
  '/join',
  '/practice',
  '/p/:id',
  '/p/:id/meeting',
  '/p/:id/stage',
  '/p/:id/published/:version',
  '/actions',
  '/trends',
  '/account',
  '/workspace',
]

/** Serves the built client: hashed files for a year, the page itself fresh each time with its nonce. */
export function servePages(app: Express, clientDir: string): void {
  const page: RequestHandler = async (_req, res) => await sendPage(res, clientDir)
  app.get(CLIENT_ROUTES, page)
  app.use('/assets', compressed(join(clientDir, 'assets')))
  app.use(
    '/assets',
    express.static(join(clientDir, 'assets'), {
      immutable: true,
      maxAge: '1y',
      index: false,
      redirect: false,
    }),
  )
  app.use('/assets', (_req, res) => {
    res.status(404).type('text').send('There is no such file.')
  })
  app.use(express.static(clientDir, { index: false, redirect: false, maxAge: 0, dotfiles: 'ignore' }))
  app.use(async (req, res, next) => {
    // A browser gets the page that says so and leads on; a program gets a line.
    const isBrowser = req.method === 'GET' && req.accepts(['text/plain', 'text/html']) === 'text/html'
    if (!isBrowser) return next()
    res.status(404)
    await sendPage(res, clientDir)
  })
}

async function sendPage(res: Response, clientDir: string): Promise<void> {
  const page = await readFile(join(clientDir, 'index.html'), 'utf8').catch(() => null)
  res.setHeader('cache-control', 'no-store')
  if (page === null) {
    res.status(503).type('text').send('The pages are not built yet: run "npm run build" and load this again.')
    return
  }
  const meta = `<meta name="csp-nonce" content="${nonceOf(res)}">`
  res.type('html').send(page.replace('</head>', `${meta}</head>`))
}

const COMPRESSIBLE = /^\/[\w.-]+\.(?:js|css|svg|json)$/
const MOST_KEPT = 500

/** Hashed files never change, so each is compressed once and kept. */
function compressed(folder: string): RequestHandler {
  const kept = new Map<string, Promise<Buffer | null>>()
  return async (req, res, next) => {
    const encoding = req.acceptsEncodings('br', 'gzip')
    if (req.method !== 'GET' || !COMPRESSIBLE.test(req.path) || (encoding !== 'br' && encoding !== 'gzip')) {
      return next()
    }
    const key = `${encoding} ${req.path}`
    const packed = kept.get(key) ?? pack(join(folder, req.path), encoding)
    if (kept.size < MOST_KEPT) kept.set(key, packed)
    const body = await packed
    if (!body) {
      kept.delete(key)
      return next()
    }
    res.setHeader('cache-control', 'public, max-age=31536000, immutable')
    res.setHeader('content-encoding', encoding)
    res.setHeader('vary', 'accept-encoding')
    res.setHeader('etag', `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`)
    res.type(req.path.slice(req.path.lastIndexOf('.'))).send(body)
  }
}

async function pack(file: string, encoding: 'br' | 'gzip'): Promise<Buffer | null> {
  const plain = await readFile(file).catch(() => null)
  if (!plain) return null
  if (encoding === 'gzip') return await promisify(gzip)(plain)
  return await promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })
}
