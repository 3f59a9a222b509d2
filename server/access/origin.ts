/**
 * True when a browser's `Origin` is this server's own (W2): the public address, or the host the request came to. A
 * request without an Origin does not come from another site's page only if it is no browser's: callers decide.
 */
export function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string | null): boolean {
  if (publicUrl !== null && origin === publicUrl) return true
  if (!host || !URL.canParse(origin)) return false
  const url = new URL(origin)
  return /^https?:$/.test(url.protocol) && url.origin === origin && url.host === host.toLowerCase()
}
