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
    if (name === null) return false
    return name === own || isIP(name) > 0 || !name.includes('.') || name.endsWith('.localhost')
  }
}

/** The name of a Host header without its port, in lower case; an IPv6 address without its brackets. Null for no host. */
function nameOf(host: string): string | null {
  const [, inBrackets, name] = /^(?:\[([\d:a-f.]+)\]|([^:[\]/\\@\s]+))(?::\d{1,5})?$/i.exec(host) ?? []
  if (inBrackets !== undefined) return isIP(inBrackets) === 6 ? inBrackets.toLowerCase() : null
  return name?.toLowerCase().replace(/\.$/, '') ?? null
}

const isLoopback = (address: string): boolean => /^(127\.[\d.]+|::1|localhost)$/.test(address)
