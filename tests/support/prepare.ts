/** Runs before the tests: provides the programs they drive, and builds the client that the journeys open. */
import { spawnSync } from 'node:child_process'
import { chromium, postgres, provide } from './tools.ts'

try {
  provide([chromium, postgres])
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
const build = spawnSync('vite', ['build', '--logLevel', 'warn'], { stdio: 'inherit' })
process.exit(build.status ?? 1)
