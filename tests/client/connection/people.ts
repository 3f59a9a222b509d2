import { WebSocket } from 'ws'
import type * as Y from 'yjs'
import { createApi } from '../../../client/connection/api.ts'
import { type Connection, openConnection } from '../../../client/connection/connection.ts'
import { type Device, NO_DEVICE } from '../../../client/connection/device.ts'
import type { SyncServer } from '../../support/syncServer.ts'

/** A connection of the client as it is, in a process without a browser; says who it is in the address. */
export interface AtClient extends Connection {
  /** Frames of presence that this client sent. */
  presenceSent(): number
  /** Ends the socket as a lost network would: without a word to the server. */
  cut(): void
}

export interface ClientOptions {
  readonly role?: string
  readonly device?: (doc: Y.Doc) => Partial<Device>
}

export function connect(
  server: Pick<SyncServer, 'url'>,
  postmortem: string,
  as: string,
  { role = 'participant', device = () => ({}) }: ClientOptions = {},
): AtClient {
  let presence = 0
  let live: WebSocket | null = null
  class Socket extends WebSocket {
    constructor(url: string) {
      super(`${url}&as=${as}&role=${role}`)
      live = this
    }
    override send(data: Uint8Array): void {
      if (data[0] === 1) presence++
      super.send(data)
    }
  }
  const connection = openConnection(postmortem, {
    syncUrl: server.url,
    Socket: Socket as unknown as typeof globalThis.WebSocket,
    api: createApi('http://127.0.0.1:9'),
    openDevice: (_, doc) => ({ ...NO_DEVICE, ...device(doc) }),
  })
  return { ...connection, presenceSent: () => presence, cut: () => live?.terminate() }
}
