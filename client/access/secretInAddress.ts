/** The secret after `#` of this page's address; '' when there is none. */
export const secretInAddress = (): string => decoded(window.location.hash.slice(1))

/** Takes the secret out of the address bar, so that it is not copied, shown on a shared screen or kept in the history. */
export function clearAddress(): void {
  if (window.location.hash) window.history.replaceState(window.history.state, '', window.location.pathname)
}

/** A secret by itself, such as OWNER_TOKEN: one word that is no address. */
const TOKEN = /^(?!https?:)[^\s#]{8,256}$/

/** The path and secret of a pasted sign-in or invitation link, or of a sign-in token; null when it is none. */
export function readLink(
  text: string,
): { readonly path: '/sign-in' | '/join'; readonly secret: string } | null {
  const pasted = text.trim()
  if (TOKEN.test(pasted)) return { path: '/sign-in', secret: pasted }
  const [, path, secret] = /\/(sign-in|join)#(\S+)$/.exec(pasted) ?? []
  if (!secret) return null
  return { path: path === 'join' ? '/join' : '/sign-in', secret: decoded(secret) }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
