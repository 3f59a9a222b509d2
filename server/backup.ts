import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSettings } from './settings.ts'
import { backUp, restore } from './store/backup.ts'

/** `npm run backup -- FILE` and `npm run restore -- FILE`, with the settings of the server (P6). */
const [, , action, name] = process.argv

const end = (code: number, sentence: string): never => {
  ;(code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`)
  process.exit(code)
}

if ((action !== 'backup' && action !== 'restore') || !name) {
  end(1, 'Name one file: npm run backup -- FILE, or npm run restore -- FILE.')
} else {
  const settings = readSettings(process.env, fileURLToPath(new URL('../client/dist', import.meta.url)))
  if (!settings.ok) end(1, settings.error.message)
  else {
    const { dataDir, databaseUrl } = settings.value
    const store = { dataDir, databaseUrl: databaseUrl ?? undefined }
    const file = resolve(name)
    const run = action === 'backup' ? backUp : restore
    const done = await run(store, file).catch((error: unknown) =>
      end(
        1,
        `Nothing was ${action === 'backup' ? 'written' : 'changed'}: ${error instanceof Error ? error.message : error}`,
      ),
    )
    if (!done.ok) end(1, done.error.message)
    else {
      const { postmortems, rows } = done.value
      end(
        0,
        `${action === 'backup' ? 'Backed up' : 'Restored'} ${postmortems} postmortems (${rows} rows): ${file}`,
      )
    }
  }
}
