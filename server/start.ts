import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isClientOld } from './builtClient.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

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

if (isClientOld(ROOT)) buildClient()
await import('./main.ts')
