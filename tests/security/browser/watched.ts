import type { Browser, BrowserContext, Page } from 'playwright'
import { cookieName } from '../../../server/access/cookies.ts'

/** What a page did that none of ours ever should. */
export interface Watched {
  readonly context: BrowserContext
  readonly page: Page
  /** Dialogs, scripts that ran, violations of the policy, requests to other hosts, exceptions, evil elements. */
  readonly faults: string[]
  /** Looks at the elements of the page as it is now. */
  inspect(): Promise<void>
}

/** Opens a page that is watched from its first byte on; `session` signs it in, `bypassCSP` takes its policy away. */
export async function openWatched(
  browser: Browser,
  origin: string,
  session: string | null,
  bypassCSP = false,
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    bypassCSP,
  })
  if (session !== null) {
    await context.addCookies([{ name: cookieName(false), value: session, url: origin }])
  }
  const faults: string[] = []
  const page = await context.newPage()
  await watch(page, origin, faults)
  const inspect = async (): Promise<void> => {
    faults.push(...(await page.evaluate(evilElements)))
  }
  return { context, page, faults, inspect }
}

async function watch(page: Page, origin: string, faults: string[]): Promise<void> {
  page.on('dialog', async dialog => {
    faults.push(`dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('pageerror', error => faults.push(`exception: ${error.message}`))
  page.on('request', request => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(blob|data|about|file):/.test(url)) faults.push(`request: ${url}`)
  })
  page.on('framenavigated', frame => {
    if (frame !== page.mainFrame()) faults.push(`frame: ${frame.url()}`)
  })
  await page.exposeFunction('__fault', (words: string) => void faults.push(words))
  await page.addInitScript(() => {
    const tell = (words: string): unknown =>
      (window as unknown as { __fault(words: string): unknown }).__fault(words)
    document.addEventListener('securitypolicyviolation', event => {
      tell(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
    })
    Object.defineProperty(window, '__ran', { set: () => tell('a script ran') })
  })
}

/** Runs in the page. */
function evilElements(): string[] {
  const found: string[] = []
  for (const element of document.querySelectorAll('*')) {
    const tag = element.tagName.toLowerCase()
    const isOurs = element.closest('head') !== null && tag !== 'base'
    if (
      !isOurs &&
      ['script', 'iframe', 'object', 'embed', 'base', 'meta', 'link', 'video', 'audio'].includes(tag)
    ) {
      if (!(tag === 'script' && element.getAttribute('type') === 'module')) found.push(`element: ${tag}`)
    }
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) found.push(`attribute: ${tag} ${name}`)
      const isAddress = ['href', 'src', 'action', 'formaction', 'xlink:href', 'srcdoc', 'data'].includes(name)
      const seen = [...value].filter(character => character > ' ').join('')
      if (isAddress && /^(javascript|data:text|vbscript|file):/i.test(seen))
        found.push(`address: ${tag} ${value}`)
      if (name === 'style' && /url\(|elsewhere/i.test(value)) found.push(`style: ${tag} ${value}`)
    }
  }
  return found
}
