import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import type { Settings } from '../settings.ts'

/** Tells where a request came from, as a key to count by. */
export type AddressOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string

/**
 * The network that a request came from. `X-Forwarded-For` is believed only from proxies: the nearest address that is
 * none of `trustedProxies` counts; without that setting, but with a public address, the last word of a proxy on this
 * machine or in its private network counts, and nothing else. Anyone could write the rest of it.
 */
export function addressesFor({ trustedProxies, publicUrl }: Settings): AddressOf {
  const trusted = trustedProxies.map(rangeOf)
  const isTrusted = (address: string): boolean => trusted.some(range => isWithin(address, range))
  return ({ headers, socket }) => {
    const peer = socket.remoteAddress ?? ''
    const words = headers['x-forwarded-for']
    const said = (Array.isArray(words) ? words.join(',') : (words ?? '')).split(',').map(word => word.trim())
    if (trusted.length > 0) {
      const way = [...said, peer].filter(ipaddr.isValid)
      return networkOf(way.findLast(address => !isTrusted(address)) ?? peer)
    }
    const last = said.at(-1) ?? ''
    const isBehindProxy = publicUrl !== null && isNear(peer) && ipaddr.isValid(last)
    return networkOf(isBehindProxy ? last : peer)
  }
}

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number]

/** An address, or a network such as 10.0.0.0/8. Settings are checked when they are read. */
function rangeOf(text: string): Range {
  if (text.includes('/')) return ipaddr.parseCIDR(text)
  const address = ipaddr.process(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

function isWithin(text: string, [network, bits]: Range): boolean {
  const address = ipaddr.process(text)
  return address.kind() === network.kind() && address.match(network, bits)
}

const isNear = (address: string): boolean =>
  ipaddr.isValid(address) &&
  ['loopback', 'private', 'uniqueLocal', 'linkLocal'].includes(ipaddr.process(address).range())

/** Whoever has an IPv6 address has 2^64 of them: they count as one. */
function networkOf(text: string): string {
  if (!ipaddr.isValid(text)) return text
  const address = ipaddr.process(text)
  if (address.kind() === 'ipv4') return address.toString()
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`
}
