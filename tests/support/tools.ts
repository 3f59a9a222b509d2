import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'

/** A program the tests drive, and the Debian package that brings it. */
export interface Tool {
  readonly name: string
  readonly package: string
  find(): string | null
}

const onPath = (...names: string[]): string | null => {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    for (const name of names) if (existsSync(`${folder}/${name}`)) return `${folder}/${name}`
  }
  return null
}

/** Chromium for the journeys; `CHROMIUM` in the environment points elsewhere. */
export const chromium: Tool = {
  name: 'Chromium',
  package: 'chromium',
  find: () => process.env.CHROMIUM ?? onPath('chromium', 'chromium-browser', 'google-chrome'),
}

/** The Postgres server (its folder holds initdb too) for the store's contract suite. */
export const postgres: Tool = {
  name: 'PostgreSQL',
  package: 'postgresql',
  find: () => globSync('/usr/lib/postgresql/*/bin/postgres').sort().at(-1) ?? onPath('postgres'),
}

/** Finds every tool, installing Debian's packages when root; throws with what to install otherwise. */
export function provide(tools: readonly Tool[]): void {
  const missing = tools.filter(tool => tool.find() === null)
  if (missing.length === 0) return
  const packages = missing.map(tool => tool.package)
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.log(`Installing ${packages.join(', ')} for the tests…`)
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
  }
  const still = missing.filter(tool => tool.find() === null)
  if (still.length > 0) {
    const names = still.map(tool => tool.name).join(' and ')
    const command = `apt-get install ${still.map(tool => tool.package).join(' ')}`
    throw new Error(`The tests need ${names}. Install with: ${command} (as root), then run them again.`)
  }
}

function run(command: string, args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env })
}
