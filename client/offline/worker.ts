/**
 * The service worker: lets a page that was open before be opened again without a network, so that what was typed
 * (kept in IndexedDB by the connection) can be read and added to. It keeps the page and its hashed files, never an
 * answer of the API. It does not know what belongs to a build: each page that loads tells it what to keep.
 */
interface KeepMessage {
  readonly keep: readonly string[]
}

/** The part of ServiceWorkerGlobalScope used here; its own type library cannot stand beside the DOM's. */
interface Worker {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
  addEventListener(type: 'message', listener: (event: Lasting & { data: KeepMessage }) => void): void
}
interface Lasting {
  waitUntil(promise: Promise<unknown>): void
}
interface FetchEvent extends Lasting {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}

const worker = globalThis as unknown as Worker
const CACHE = 'debrief'
const PAGE = '/'

worker.addEventListener('install', event => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', event => event.waitUntil(worker.clients.claim()))
worker.addEventListener('message', event => event.waitUntil(keep(event.data.keep)))
worker.addEventListener('fetch', event => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (event.request.mode === 'navigate') event.respondWith(page(event.request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(event.request))
})

/** The page itself: from the network while there is one, else as it was last seen. */
async function page(request: Request): Promise<Response> {
  try {
    const response = await fetch(request)
    const isPage = response.ok && (response.headers.get('content-type') ?? '').startsWith('text/html')
    if (isPage && !response.redirected) await (await caches.open(CACHE)).put(PAGE, response.clone())
    return response
  } catch (error) {
    const kept = await caches.match(PAGE)
    if (kept) return kept
    throw error
  }
}

/** A hashed file never changes: what is kept is right. */
async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

/** Keeps exactly these files beside the page, fetching what is missing. */
async function keep(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE)
  const kept = new Set((await cache.keys()).map(request => new URL(request.url).pathname))
  await Promise.all(paths.filter(path => !kept.has(path)).map(path => cache.add(path)))
  if (!kept.has(PAGE)) await cache.add(PAGE)
  const old = [...kept].filter(path => path !== PAGE && !paths.includes(path))
  await Promise.all(old.map(path => cache.delete(path)))
}
