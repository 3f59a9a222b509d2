/** Hocuspocus without extensions: it relays and merges, and stores nothing. */
import type { Server as HttpServer } from 'node:http'
import { report } from './serve.ts'

interface Hocuspocus {
  readonly Server: new (settings: object) => { listen(): Promise<unknown>; readonly httpServer: HttpServer }
}

const folder = new URL('../peers/hocuspocus/node_modules/@hocuspocus/server/', import.meta.url)
const { Server } = (await import(new URL('dist/hocuspocus-server.esm.js', folder).href)) as Hocuspocus
const server = new Server({ port: 0, address: '127.0.0.1', quiet: true, stopOnSignals: false })
await server.listen()
report(server.httpServer.address())
