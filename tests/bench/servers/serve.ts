import { once } from 'node:events'
import type { Server } from 'node:http'

/**
 * What the bench asks of a server process, answered as a number: `cpu`, the CPU time of the whole process so far, its
 * threads included, in ms; `memory`, what is resident after a collection, in bytes. A collection costs more than a
 * hundred people who join, so it is not made where CPU is measured.
 */
export type Question = 'cpu' | 'memory'

/** Listens on a free port, tells the parent, and answers each {@link Question}. */
export async function serve(http: Server): Promise<void> {
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  report(http.address())
}

/** Tells the parent the port of a server that listens already. */
export function report(address: unknown): void {
  const { port } = address as { port: number }
  process.on('message', (question: Question) => {
    const { user, system } = process.cpuUsage()
    if (question === 'memory') globalThis.gc?.()
    process.send?.(question === 'cpu' ? (user + system) / 1_000 : process.memoryUsage().rss)
  })
  process.send?.({ port })
  process.once('SIGTERM', () => process.exit())
}
