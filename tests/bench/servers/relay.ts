/** The least there is: every message goes to everybody else in the room, nothing is looked at or kept. */
import { createServer } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { serve } from './serve.ts'

const rooms = new Map<string, Set<WebSocket>>()
const http = createServer()
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })
sockets.on('connection', (socket, request) => {
  const name = request.url ?? ''
  const room = rooms.get(name) ?? new Set()
  rooms.set(name, room.add(socket))
  socket.on('message', data => {
    for (const other of room) if (other !== socket) other.send(data as Buffer)
  })
  socket.on('close', () => room.delete(socket))
})
await serve(http)
