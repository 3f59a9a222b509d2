/** Vite's manifest: what each source became, and what it needs. */
type Manifest = Record<
  string,
  { file: string; css?: string[]; imports?: string[]; dynamicImports?: string[] }
>

/**
 * Once the page has loaded and has nothing better to do, keeps its files for a reload without a network. Does nothing
 * in development and where a browser has no service workers; a failure costs only the reload offline.
 */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const start = () => void register().catch(error => console.warn('Not kept for offline use:', error))
  if (document.readyState === 'complete') setTimeout(start, 2_000)
  else addEventListener('load', () => setTimeout(start, 2_000), { once: true })
}

async function register(): Promise<void> {
  await navigator.serviceWorker.register('/sw.js')
  const { active } = await navigator.serviceWorker.ready
  const response = await fetch('/files.json')
  if (!response.ok) return
  const manifest = (await response.json()) as Manifest
  const paths = Object.values(manifest).flatMap(({ file, css }) => [file, ...(css ?? [])])
  const scripts = paths.filter(path => /\.(js|css)$/.test(path) && path.startsWith('assets/'))
  active?.postMessage({ keep: [...new Set(scripts)].map(path => `/${path}`) })
}
