import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { attachSync } from '../../server/room/attachSync.ts'
import type { Limits } from '../../server/room/limits.ts'
import { createRooms, type LiveRooms } from '../../server/room/rooms.ts'
import type { Store } from '../../server/store/store.ts'
import { ok, refuse } from '../../shared/base/result.ts'
import { seedUpdate } from '../../shared/document/seed.ts'
import { ROLES } from '../../shared/protocol/roles.ts'
import { openStoreOfTest } from './storeOfTest.ts'

/** Rooms, a real store and sockets, without routes: who asks says so in the query, `?as=ann&role=viewer`. */
export interface SyncServer {
  readonly store: Store
  readonly rooms: LiveRooms
  /** What a WebsocketProvider takes as its server. */
  readonly url: string
  readonly dataDir: string
  readonly port: number
  /** Makes a postmortem that can be joined. */
  create(id: string, title?: string): Promise<void>
  close(): Promise<void>
}

export interface SyncServerOptions {
  readonly dataDir?: string
  readonly port?: number
  readonly limits?: Partial<Limits>
  readonly idle?: number
  /** Wraps the store, to see what the rooms do when it misbehaves. */
  readonly through?: (store: Store) => Store
  readonly logLevel?: string
  /** Hears each line of the log from `warn` on. */
  readonly onLog?: (line: string) => void
}

export async function startSyncServer(options: SyncServerOptions = {}): Promise<SyncServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'debrief-sync-'))
  const store = await openStoreOfTest(dataDir)
  const { onLog } = options
  const logger = onLog
    ? pino({ level: 'warn' }, { write: onLog })
    : pino({ level: options.logLevel ?? 'silent' })
  const rooms = createRooms({
    store: options.through ? options.through(store) : store,
    logger,
    ...(options.limits && { limits: options.limits }),
    ...(options.idle !== undefined && { idle: options.idle }),
  })
  const http = createServer((_request, response) => response.writeHead(404).end())
  attachSync(http, {
    rooms,
    logger,
    originAllowed: origin => origin === undefined || origin === 'http://debrief.test',
    authorise: async request => {
      const query = new URL(request.url ?? '/', 'http://localhost').searchParams
      const name = query.get('as')
      if (!name) return { ...refuse('access/not-signed-in', ''), error: refusal('notSignedIn') }
      if (name === 'stranger') return { ok: false, error: refusal('noAccess') }
      const role = ROLES.find(one => one === query.get('role')) ?? 'participant'
      return ok({ id: name, name: name.toUpperCase(), role, colour: '#336699' })
    },
  })
  const port = await listen(http, options.port ?? 0)
  return {
    store,
    rooms,
    dataDir,
    port,
    url: `ws://127.0.0.1:${port}/sync`,
    create: async (id, title = 'Payments outage') => {
      await store.log.seed(id, seedUpdate({ title }), 1)
    },
    close: async () => {
      await rooms.close()
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
      await store.close()
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const refusal = (close: 'notSignedIn' | 'noAccess') => ({ code: `access/${close}`, message: '', close })

async function listen(http: Server, port: number): Promise<number> {
  http.listen(port, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}
