import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the built client is made from. */
const SOURCES = ['client/**/*', 'shared/**/*', 'vite.config.ts', 'package-lock.json']

/** True when the program in the folder `root` has no built client, or something it is made from changed since. */
export function isClientOld(root: string): boolean {
  const page = join(root, 'client/dist/index.html')
  if (!existsSync(page)) return true
  const builtAt = statSync(page).mtimeMs
  const isDist = (name: string): boolean => name === 'client/dist' || name.startsWith('client/dist/')
  return globSync(SOURCES, { cwd: root, exclude: isDist }).some(
    name => statSync(join(root, name)).mtimeMs > builtAt,
  )
}
