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

/** A pasted address that a page may offer, without the detour by which Google Docs counts clicks; null for any other. */
export function safeLinkOf(href: string): string | null {
  if (!isSafeLink(href)) return null
  const url = new URL(href.trim())
  const isDetour = /^www\.google\.[a-z.]+$/.test(url.hostname) && url.pathname === '/url'
  const aim = isDetour ? url.searchParams.get('q') : null
  if (aim === null) return href.trim()
  return isSafeLink(aim) ? aim : null
}
