import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keptSecret, readSecret, secretFile } from '../../../server/store/secret.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'debrief-secret-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('[P7] the first start makes a secret that only its owner can read, and later ones read it', () => {
  const dataDir = join(folder, 'new')
  expect(readSecret(dataDir)).toBeNull()
  const secret = keptSecret(dataDir)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(statSync(secretFile(dataDir)).mode & 0o777).toBe(0o600)
  expect(readdirSync(dataDir)).toEqual(['secret.key'])
  expect([keptSecret(dataDir), readSecret(dataDir)]).toEqual([secret, secret])
  expect(keptSecret(join(folder, 'other'))).not.toBe(secret)
})

it('[P7] starts at the same time agree on one secret', async () => {
  const program = `
    const { keptSecret } = await import(${JSON.stringify(join(process.cwd(), 'server/store/secret.ts'))})
    const [dataDir, at] = process.argv.slice(1)
    while (Date.now() < Number(at));
    process.stdout.write(keptSecret(dataDir))`
  for (let round = 0; round < 3; round++) {
    const dataDir = join(folder, String(round))
    const together = String(Date.now() + 1_500)
    const starts = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', program, dataDir, together]),
    )
    const secrets = await Promise.all(starts.map(({ stdout }) => text(stdout)))
    expect(new Set(secrets)).toEqual(new Set([keptSecret(dataDir)]))
    expect(readdirSync(dataDir)).toEqual(['secret.key'])
  }
})

it('[P7] a file that was damaged is never replaced: that would close what is hidden for good', () => {
  writeFileSync(secretFile(folder), 'half of a sec')
  expect(() => keptSecret(folder)).toThrow('does not hold the secret')
})
