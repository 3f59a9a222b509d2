import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** What a server said to bytes that no HTTP client would send, until it hung up or `ms` passed. */
export async function rawRequest(url: string, bytes: string, ms = 3_000): Promise<string> {
  const socket = await rawSocket(url)
  let heard = ''
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    heard += text
  })
  socket.write(bytes, 'latin1')
  const closed = once(socket, 'close')
  const timer = setTimeout(() => socket.destroy(), ms)
  await closed
  clearTimeout(timer)
  return heard
}

/** A bare connection to the server of this address; what goes wrong with it later is left to the test. */
export async function rawSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  socket.on('error', () => {})
  return socket
}

/** A request to open a WebSocket at `target`, which is sent as it stands. */
export const upgradeTo = (target: string, headers: Readonly<Record<string, string>> = {}): string =>
  [
    `GET ${target} HTTP/1.1`,
    ...Object.entries({
      Host: '127.0.0.1',
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    }).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n')

/** A plain request for `target`, sent as it stands. */
export const requestFor = (target: string, headers: Readonly<Record<string, string>> = {}): string =>
  [
    `GET ${target} HTTP/1.1`,
    ...Object.entries({ Host: '127.0.0.1', Connection: 'close', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    '\r\n',
  ].join('\r\n')
