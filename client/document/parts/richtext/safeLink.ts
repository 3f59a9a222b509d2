const SCHEMES = ['http:', 'https:', 'mailto:']

/** True for links that a page may offer: http, https and mailto, whatever a document holds. */
export function isSafeLink(href: string): boolean {
  try {
    return SCHEMES.includes(new URL(href.trim()).protocol)
  } catch {
    return false
  }
}

/** What somebody typed as a link, completed: `example.com` and `a@b.org` get their scheme; null when unsafe. */
export function completeLink(typed: string): string | null {
  const text = typed.trim()
  if (text === '') return null
  if (isSafeLink(text)) return text
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`
  const completed = `https://${text}`
  return /^[\w-]+(\.[\w-]+)+([/:?#]|$)/.test(text) && isSafeLink(completed) ? completed : null
}
