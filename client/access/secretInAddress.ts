/**
 * The secret after `#` of this page's address. It is taken out of the address bar at once, so that it is not copied,
 * shown on a shared screen or kept in the history; `taken` keeps it for as long as the page lives.
 */
const taken = new Map<string, string>()

export function secretInAddress(path: string): string {
  const secret = window.location.hash.slice(1)
  if (secret) {
    taken.set(path, decodeURIComponent(secret))
    window.history.replaceState(window.history.state, '', window.location.pathname)
  }
  return taken.get(path) ?? ''
}

/** Forgets a secret that was used. */
export const forgetSecret = (path: string): void => {
  taken.delete(path)
}

/** The path and secret of a pasted sign-in or invitation link; null when it is neither. */
export function readLink(
  text: string,
): { readonly path: '/sign-in' | '/join'; readonly secret: string } | null {
  const [, path, secret] = /\/(sign-in|join)#(\S+)$/.exec(text.trim()) ?? []
  if (!secret) return null
  return { path: path === 'join' ? '/join' : '/sign-in', secret: decodeURIComponent(secret) }
}
