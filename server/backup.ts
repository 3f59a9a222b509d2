import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ok, type Result, refuse } from '../shared/base/result.ts'
import { readSettings, type Settings } from './settings.ts'
import { backUp, type Copied, restore } from './store/backup.ts'
import { readSecret, secretFile } from './store/secret.ts'

/** `npm run backup -- FILE` and `npm run restore -- FILE`, with the settings of the server (P6). */
const [, , action, name] = process.argv

const COPY = { backup: backUp, restore }
const WORDS = {
  backup: { done: 'Backed up', nothing: 'Nothing was written' },
  restore: { done: 'Restored', nothing: 'Nothing was changed' },
}

/** What is to be done about the secret, which no backup holds (P7); '' when that is nothing. */
function onSecret(action: keyof typeof COPY, { secretKey, dataDir }: Settings, { unopened }: Copied): string {
  const file = secretFile(dataDir)
  if (unopened > 0)
    return `\nHidden cards and answers of ${unopened} of them do not open with this secret. Set SECRET_KEY to what it was, or put its file back: ${file}`
  if (action === 'restore' || secretKey !== null || readSecret(dataDir) === null) return ''
  return `\nThe secret that opens hidden cards is not in it. Keep a copy in another place: ${file}`
}

async function run(action: keyof typeof COPY, settings: Settings, file: string): Promise<Result<string>> {
  const { dataDir, databaseUrl, secretKey } = settings
  const { done, nothing } = WORDS[action]
  try {
    const secret = secretKey ?? readSecret(dataDir)
    const copied = await COPY[action]({ dataDir, databaseUrl: databaseUrl ?? undefined, secret }, file)
    if (!copied.ok) return copied
    const { postmortems, rows } = copied.value
    const note = onSecret(action, settings, copied.value)
    return ok(`${done} ${postmortems} postmortems (${rows} rows): ${file}${note}`)
  } catch (error) {
    return refuse('backup/failed', `${nothing}: ${error instanceof Error ? error.message : error}`)
  }
}

async function asked(): Promise<Result<string>> {
  if ((action !== 'backup' && action !== 'restore') || !name)
    return refuse('backup/usage', 'Name one file: npm run backup -- FILE, or npm run restore -- FILE.')
  const settings = readSettings(process.env, fileURLToPath(new URL('../client/dist', import.meta.url)))
  return settings.ok ? await run(action, settings.value, resolve(name)) : settings
}

const outcome = await asked()
if (outcome.ok) process.stdout.write(`${outcome.value}\n`)
else process.stderr.write(`${outcome.error.message}\n`)
process.exit(outcome.ok ? 0 : 1)
