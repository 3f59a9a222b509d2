/** A browser's cookies and its way through redirects, without a browser. */
export interface CookieJar {
  /** Asks without following; cookies go out and come in as a browser would have it. */
  ask(url: string, init?: RequestInit): Promise<Response>
  /** Follows redirects until one leads to `stop`, which is not asked, or to a page. Resolves to where it got. */
  follow(url: string, stop: string, init?: RequestInit): Promise<{ url: string; page: string }>
  /** A cookie by its name, of the host of `url`. */
  cookie(url: string, name: string): string | undefined
}

export function createCookieJar(): CookieJar {
  // Cookies know no ports; the two servers of a test differ in nothing else.
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (url: string): Map<string, string> => {
    const { host } = new URL(url)
    const jar = jars.get(host) ?? new Map<string, string>()
    jars.set(host, jar)
    return jar
  }
  const ask: CookieJar['ask'] = async (url, init = {}) => {
    const jar = jarOf(url)
    const headers = new Headers(init.headers)
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }
  return {
    ask,
    cookie: (url, name) => jarOf(url).get(name),
    async follow(from, stop, init) {
      let url = from
      let answer = await ask(url, init)
      for (let hop = 0; hop < 12; hop++) {
        const next = answer.headers.get('location')
        if (next === null) return { url, page: await answer.text() }
        url = new URL(next, url).href
        if (url.startsWith(stop)) return { url, page: '' }
        answer = await ask(url)
      }
      throw new Error(`redirected too often, at last to ${url}`)
    },
  }
}
