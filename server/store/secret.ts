import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** Where the secret of a data folder lies when SECRET_KEY names none. No backup takes it along. */
export const secretFile = (dataDir: string): string => join(dataDir, 'secret.key')

/** The secret that the data folder keeps; null when there is none. Throws when the file holds something else. */
export function readSecret(dataDir: string): string | null {
  const text = textOf(secretFile(dataDir))
  if (text === null) return null
  const secret = text.trim()
  if (/^[\w-]{43}$/.test(secret)) return secret
  throw new Error(
    `${secretFile(dataDir)} does not hold the secret that was written there. Put back what it held, or delete it: what meetings under way keep private then stays closed.`,
  )
}

/**
 * The secret that the data folder keeps, made when there is none. Of two starts at once both get the same; it is on
 * disk before anything is encrypted with it.
 */
export function keptSecret(dataDir: string): string {
  const known = readSecret(dataDir)
  if (known !== null) return known
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const draft = `${secretFile(dataDir)}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    })
    // Unlike a rename, a link never replaces what another start has put there meanwhile.
    linkSync(draft, secretFile(dataDir))
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  syncFolder(dataDir)
  return keptSecret(dataDir)
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
