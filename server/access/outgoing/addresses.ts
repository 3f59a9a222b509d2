import ipaddr from 'ipaddr.js'

/**
 * True for an address on the open internet. Everything else leads into this machine or its network: loopback, private,
 * link-local (where clouds keep their metadata), unique local, carrier-grade NAT, multicast, reserved; and the same
 * wrapped into IPv6 (mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return parsed.range() === 'unicast' && !WITHIN.some(([network, bits]) => matches(parsed, network, bits))
}

/** Networks that count as ordinary but are not: IPv4 in the oldest wrapping, documentation, benchmarks. */
const WITHIN: readonly (readonly [string, number])[] = [
  ['::', 96],
  ['192.0.0.0', 24],
  ['198.18.0.0', 15],
  ['fec0::', 10],
  ['64:ff9b:1::', 48],
  ['2001:db8::', 32],
  ['100::', 64],
]

function matches(address: ipaddr.IPv4 | ipaddr.IPv6, network: string, bits: number): boolean {
  const range = ipaddr.parse(network)
  return address.kind() === range.kind() && address.match(range, bits)
}
