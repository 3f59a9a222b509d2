const SCHEME = /^([a-z][a-z0-9+.-]*):/i
const SAFE = ['http', 'https', 'mailto']

/** The scheme of an address as a browser would see it, which ignores control characters and leading spaces. */
function schemeOf(address: string): string {
  const seen = address.replace(/[\p{Cc}\s]/gu, '')
  return SCHEME.exec(seen)?.[1]?.toLowerCase() ?? ''
}

/** True for an address that names a scheme other than http, https and mailto: no page may offer it as a link. */
export const hasForeignScheme = (address: string): boolean => {
  const scheme = schemeOf(address)
  return scheme !== '' && !SAFE.includes(scheme)
}

/** True for a whole address that a page may offer as a link: http, https or mailto, and one that leads somewhere. */
export const isSafeLink = (address: string): boolean =>
  SAFE.includes(schemeOf(address)) && URL.canParse(address)

const HOSTS: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)slack\.com$/, 'slack'],
  [/(^|\.)pagerduty\.com$/, 'pagerduty'],
  [/(^|\.)github(\.|$)/, 'github'],
  [/(^|\.)grafana(\.|$)/, 'grafana'],
  [/(^|\.)(status|statuspage)(\.|$)/, 'statuspage'],
]

/** Which tool an address belongs to, as a row's source names it: slack, github, …, or `link` for any other. */
export function sourceTypeOf(address: string): string {
  try {
    const { hostname } = new URL(address)
    return HOSTS.find(([host]) => host.test(hostname))?.[1] ?? 'link'
  } catch {
    return 'link'
  }
}
