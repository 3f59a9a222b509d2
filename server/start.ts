import { spawnSync } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** What the built client is made from. */
const SOURCES = ['client/**/*', 'shared/**/*', 'vite.config.ts', 'package-lock.json']

/** True when there is no built client, or something it is made from changed since. */
function isClientOld(): boolean {
  const page = join(ROOT, 'client/dist/index.html')
  if (!existsSync(page)) return true
  const builtAt = statSync(page).mtimeMs
  const isDist = (name: string): boolean => name === 'client/dist' || name.startsWith('client/dist/')
  return globSync(SOURCES, { cwd: ROOT, exclude: isDist }).some(
    name => statSync(join(ROOT, name)).mtimeMs > builtAt,
  )
}

/** Builds the client; on failure prints what the build said and ends the process. */
function buildClient(): void {
  process.stdout.write('Building the pages, once after each change of the program …\n')
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--logLevel', 'warn']
  const build = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })
  if (build.status === 0) return
  process.stderr.write(`${build.stdout ?? ''}${build.stderr ?? ''}`)
  process.stderr.write(
    'The pages could not be built, so Debrief did not start. Run "npm ci" and try again.\n',
  )
  process.exit(1)
}

if (isClientOld()) buildClient()
await import('./main.ts')
