import { once } from 'node:events'
import type { Server } from 'node:http'

/** What the bench asks of a server process, and what it answers. */
export interface Usage {
  /** CPU time of the whole process, its threads included, in ms. */
  readonly cpu: number
  /** Resident memory in bytes, after a collection. */
  readonly memory: number
}

/** Listens on a free port, tells the parent, and answers each message with {@link Usage}. */
export async function serve(http: Server): Promise<void> {
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  report(http.address())
}

/** Tells the parent the port of a server that listens already. */
export function report(address: unknown): void {
  const { port } = address as { port: number }
  process.on('message', () => {
    globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    process.send?.({ cpu: (user + system) / 1_000, memory: process.memoryUsage().rss } satisfies Usage)
  })
  process.send?.({ port })
  process.once('SIGTERM', () => process.exit())
}
