import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A network between browsers and a server: everything takes its time, and nothing passes while it is lost. */
export interface SlowNetwork {
  /** Where the server is reached through it, such as `http://127.0.0.1:40000`. */
  readonly http: string
  /** Cuts all connections and refuses new ones for so long, ms. */
  lose(ms: number): Promise<void>
  close(): Promise<void>
}

/** Starts a network in which every byte takes `delay` ms in each direction to the server on `port`. */
export async function slowNetwork(port: number, delay: number): Promise<SlowNetwork> {
  const sockets = new Set<Socket>()
  let isLost = false
  const later = (act: () => void): void => {
    if (delay === 0) act()
    else setTimeout(act, delay)
  }
  const carry = (from: Socket, to: Socket): void => {
    sockets.add(from)
    from.on('data', bytes => later(() => to.writable && to.write(bytes)))
    from.on('end', () => later(() => to.end()))
    from.on('error', () => {})
    from.on('close', () => {
      sockets.delete(from)
      later(() => to.destroy())
    })
  }
  const listener = createServer(inner => {
    if (isLost) return inner.destroy()
    const outer = connect(port, '127.0.0.1')
    carry(inner, outer)
    carry(outer, inner)
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    http: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    async lose(ms) {
      isLost = true
      cut()
      await new Promise(resolve => setTimeout(resolve, ms))
      isLost = false
    },
    async close() {
      cut()
      listener.close()
      await once(listener, 'close')
    },
  }
}
