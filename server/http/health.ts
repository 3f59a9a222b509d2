import type { Express } from 'express'
import type { Services } from './services.ts'

/** How long the store may take to prove that it can write. */
const PROBE_MS = 3_000
/** A proof is good for this long, ms, however many ask. */
const GOOD_FOR = 1_000

/** `/healthz`, `/readyz` and `/metrics`, for whoever runs the server (O1, O2). */
export function serveHealth(app: Express, { store, metrics, isClosing }: Services): void {
  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' })
  })
  let proof: { readonly at: number; readonly reason: Promise<string | null> } | null = null
  const prove = (): Promise<string | null> => {
    const at = performance.now()
    if (!proof || at - proof.at > GOOD_FOR) proof = { at, reason: whyNotReady(store.probe()) }
    return proof.reason
  }
  app.get('/readyz', async (_req, res) => {
    const reason = isClosing() ? 'the server is stopping' : await prove()
    if (reason) res.status(503).json({ status: 'not ready', reason })
    else res.json({ status: 'ready' })
  })
  app.get('/metrics', async (_req, res) => {
    res.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

async function whyNotReady(probe: Promise<void>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>(resolve => {
    timer = setTimeout(() => resolve('the store does not answer'), PROBE_MS)
  })
  const written = probe.then(
    () => null,
    () => 'the store cannot write',
  )
  const reason = await Promise.race([written, late])
  clearTimeout(timer)
  return reason
}
