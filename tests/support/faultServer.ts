/**
 * Rooms on a real store in a process of their own, to be killed, stopped and starved: who joins says so in the query
 * (`syncServer.ts`). `PORT` and `DATA_DIR` as for the real server; the rooms `room` and `other` are there.
 */
import { startSyncServer } from './syncServer.ts'

const server = await startSyncServer({
  port: Number(process.env.PORT),
  dataDir: process.env.DATA_DIR ?? '',
  idle: Number(process.env.IDLE ?? 30_000),
  limits: { socketsPerPerson: 400, socketsPerRoom: 400 },
})
await server.create('room')
await server.create('other')
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)))
process.stdout.write(`running at ${server.url}\n`)
