import { isIP } from 'node:net'
import type { Settings } from '../settings.ts'

/** Tells whether a `Host` header can be meant for this server. */
export type IsOwnHost = (host: string | undefined) => boolean

/**
 * A page of a stranger can point its own name at an address of this server, and then talks to it as to itself (DNS
 * rebinding). So a name that others can own is answered only when it is the one of PUBLIC_URL. Addresses, `localhost`
 * and names without a dot cannot be theirs. Without PUBLIC_URL a server that listens to the network does not know its
 * names and takes any; one that listens to its own machine only has no others.
 */
export function ownHosts({ publicUrl, host: listening }: Settings): IsOwnHost {
  const own = publicUrl === null ? null : new URL(publicUrl).hostname
  const takesAny = own === null && !isLoopback(listening)
  return host => {
    if (takesAny || host === undefined) return true
    const name = nameOf(host)
    return name === own || isIP(name) > 0 || !name.includes('.') || name.endsWith('.localhost')
  }
}

/** The name of a Host header without its port, in lower case; an IPv6 address without its brackets. */
function nameOf(host: string): string {
  const [, inBrackets, name] = /^(?:\[([^\]]*)\]|([^:]*))/.exec(host) ?? []
  return (inBrackets ?? name ?? '').toLowerCase().replace(/\.$/, '')
}

const isLoopback = (address: string): boolean => /^(127\.[\d.]+|::1|localhost)$/.test(address)
