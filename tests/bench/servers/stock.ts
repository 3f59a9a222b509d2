/** The stock y-websocket server, as its own `server.js` sets it up, on the `ws` that the relay and ours use. */
import { createServer, type IncomingMessage } from 'node:http'
import { WebSocketServer } from 'ws'
import { serve } from './serve.ts'

interface Stock {
  readonly setupWSConnection: (socket: unknown, request: IncomingMessage) => void
}

const utils = new URL('../peers/stock/node_modules/@y/websocket-server/src/utils.js', import.meta.url)
const { setupWSConnection } = (await import(utils.href)) as Stock
const http = createServer()
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', setupWSConnection)
await serve(http)
