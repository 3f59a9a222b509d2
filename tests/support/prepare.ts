/** Runs before the tests: provides the programs they drive, and builds the client that the journeys open unless it is. */
import { spawnSync } from 'node:child_process'
import { isClientOld } from '../../server/builtClient.ts'
import { chromium, postgres, provide } from './tools.ts'

try {
  provide([chromium, postgres])
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
if (isClientOld(process.cwd())) {
  const build = spawnSync('vite', ['build', '--logLevel', 'warn'], { stdio: 'inherit' })
  process.exit(build.status ?? 1)
}
