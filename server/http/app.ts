import express, { type Express, type RequestHandler } from 'express'
import { errorHandler, sendRefusal } from './errors.ts'
import { serveHealth } from './health.ts'
import { servePages } from './pages.ts'
import { mountRoutes } from './route.ts'
import { ROUTES } from './routes/routes.ts'
import { securityHeaders } from './security.ts'
import type { Services } from './services.ts'

/** The HTTP side of a server: health, the API, and the pages. */
export function createApp(services: Services): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.use(securityHeaders(services.settings.publicUrl))
  app.use(noted(services))
  serveHealth(app, services)
  app.use(ownHostOnly(services))
  mountRoutes(app, ROUTES, services)
  app.use('/api', (_req, res) =>
    sendRefusal(res, { code: 'request/not-found', message: 'There is no such route.' }),
  )
  servePages(app, services.settings.clientDir)
  app.use((_req, res) => {
    res.status(404).type('text').send('There is no such page.')
  })
  app.use(errorHandler(services.logger))
  return app
}

/** Whoever asks a name that is not this server's is another site's page, or misled: it gets nothing. */
function ownHostOnly({ isOwnHost }: Services): RequestHandler {
  return (req, res, next) => {
    if (isOwnHost(req.headers.host)) next()
    else sendRefusal(res, WRONG_HOST)
  }
}

const WRONG_HOST = {
  code: 'request/wrong-host',
  message:
    'This server does not go by that name. Its administrator sets PUBLIC_URL to the address that people open.',
}

/** Counts and logs each request when it is answered: the path without its query, never a header or a body. */
function noted({ logger, metrics }: Services): RequestHandler {
  return (req, res, next) => {
    const started = performance.now()
    res.on('finish', () => {
      metrics.requests.inc({ method: req.method, status: String(res.statusCode) })
      const ms = Math.round(performance.now() - started)
      const { method, path } = req
      logger.debug({ method, path, status: res.statusCode, ms }, 'answered')
    })
    next()
  }
}
