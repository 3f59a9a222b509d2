import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'

/**
 * Who may import whom, by folder. A folder may always import itself; packages are listed where they are forbidden.
 * The same table stands in docs/architecture.md.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'shared/base': [],
  'shared/document': ['shared/base'],
  'shared/meeting': ['shared/base'],
  'shared/checks': ['shared/base', 'shared/document/postmortem.ts'],
  'shared/pictures': ['shared/document/postmortem.ts'],
  'shared/formats': [
    'shared/base',
    'shared/document/factorGroups.ts',
    'shared/document/postmortem.ts',
    'shared/document/seed.ts',
    'shared/pictures',
  ],
  'shared/library': ['shared/base', 'shared/document/postmortem.ts', 'shared/checks'],
  'shared/example': ['shared/base', 'shared/document/postmortem.ts'],
  'shared/protocol': [
    'shared/base',
    'shared/document',
    'shared/meeting',
    'shared/checks',
    'shared/formats',
    'shared/library',
  ],
  'server/store': ['shared', 'server/meeting/eventStore.ts', 'server/clock.ts'],
  'server/room': ['shared', 'server/store', 'server/clock.ts'],
  'server/meeting': ['shared', 'server/store', 'server/clock.ts'],
  'server/access': ['shared', 'server/store', 'server/clock.ts'],
  'server/library': ['shared', 'server/store', 'server/room', 'server/clock.ts'],
  'server/work': ['shared'],
  'server/http': ['shared', 'server'],
  'client/ui': ['client/messages'],
  'client/messages': [],
  'client/connection': ['shared'],
  'client/hooks': ['shared', 'client/connection'],
}

/** Packages that a folder must not know. */
const FORBIDDEN: Record<string, RegExp> = {
  'shared/base': /^(node:|yjs|y-|react|@)/,
  'shared/meeting': /^(node:|yjs|y-|react|@tiptap)/,
  'shared/checks': /^(node:|yjs|y-|react|@tiptap)/,
  'shared/formats': /^(node:|yjs|y-|react|@tiptap)/,
  'shared/pictures': /^(node:|yjs|y-|react|@)/,
  'shared/library': /^(node:|yjs|y-|react|@tiptap)/,
  'shared/document': /^(node:|react|@tiptap)/,
  'shared/protocol': /^(node:|react|@tiptap)/,
  'client/connection': /^(node:|react|@mantine)/,
  'client/stage': /^@tiptap/,
}

const SCREENS = [
  'library',
  'document',
  'meeting',
  'stage',
  'actions',
  'trends',
  'access',
  'published',
  'practice',
]
const FILES = globSync('{client,server,shared}/**/*.{ts,tsx,cts,cjs}').filter(
  file => !file.includes('client/dist/'),
)
const IMPORT =
  /(?:^|[\s;])(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(match => match[1] ?? match[2] ?? '')

const target = (file: string, name: string): string =>
  name.startsWith('.') ? normalize(join(dirname(file), name)) : name

const within = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`)

function breaches(judge: (file: string, to: string, name: string) => boolean): string[] {
  return FILES.flatMap(file =>
    importsOf(file)
      .filter(name => judge(file, target(file, name), name))
      .map(name => `${file} imports ${name}`),
  )
}

it('each folder imports only what the table of rooms allows', () => {
  const wrong = breaches((file, to, name) => {
    const folder = Object.keys(MAY_IMPORT).find(room => within(file, room))
    if (!folder || !name.startsWith('.')) return false
    return ![folder, ...(MAY_IMPORT[folder] ?? [])].some(allowed => within(to, allowed))
  })
  expect(wrong).toEqual([])
})

it('folders do not know the packages that would tie them to one side', () => {
  const wrong = breaches((file, _to, name) => {
    const folder = Object.keys(FORBIDDEN).find(room => within(file, room))
    return folder !== undefined && (FORBIDDEN[folder]?.test(name) ?? false)
  })
  expect(wrong).toEqual([])
})

it('client and server meet only in shared', () => {
  const wrong = breaches(
    (file, to) =>
      (within(file, 'client') && within(to, 'server')) ||
      (within(file, 'server') && within(to, 'client')) ||
      (within(file, 'shared') && (within(to, 'client') || within(to, 'server'))),
  )
  expect(wrong).toEqual([])
})

it('nobody imports http but the wiring', () => {
  const wrong = breaches(
    (file, to) =>
      within(to, 'server/http') && !within(file, 'server/http') && !/^server\/\w+\.ts$/.test(file),
  )
  expect(wrong).toEqual([])
})

it('screens import no other screen, only the document parts and the share dialog made to be shared', () => {
  const wrong = breaches((file, to) => {
    const from = SCREENS.find(screen => within(file, `client/${screen}`))
    const other = SCREENS.find(screen => within(to, `client/${screen}`))
    if (!from || !other || from === other) return false
    return !within(to, 'client/document/parts') && !within(to, 'client/access/ShareDialog.tsx')
  })
  expect(wrong).toEqual([])
})

it('shared code reads no clock, no randomness and no page', () => {
  const impure = /\b(Date\.now|Math\.random|performance\.now|new Date\(\)|document\.|window\.|process\.)/
  const wrong = FILES.filter(file => within(file, 'shared')).filter(file => {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'|`[^`]*`/gm, '')
    return impure.test(code)
  })
  expect(wrong).toEqual([])
})

it('requests to other servers leave by the one guarded way', () => {
  const asks = /\bfetch\(|\bnew WebSocket\(|\b(?:require|import)\(['"]node:(?:https?|http2|net|tls|dgram)/
  const ways = /import (?!type )(\{[^}]*\}|\S+) from 'node:(?:https?|http2|net|tls|dgram)'/g
  // What listens or only reads an address asks nobody.
  const harmless = /^(?:type \w+|createServer(?: as \w+)?|isIP)$/
  const wrong = FILES.filter(
    file => within(file, 'server') && !within(file, 'server/access/outgoing'),
  ).filter(file => {
    const code = readFileSync(file, 'utf8')
    const names = [...code.matchAll(ways)].flatMap(([, list = '']) => list.replace(/[{}]/g, '').split(','))
    const isHarmless = names.map(name => name.trim()).every(name => name === '' || harmless.test(name))
    return asks.test(code) || !isHarmless
  })
  expect(wrong).toEqual([])
})

it('no file grows past 400 lines', () => {
  const long = FILES.map(file => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
  expect(long.filter(({ lines }) => lines > 400)).toEqual([])
})
