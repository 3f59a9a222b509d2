import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** What `vite` in development hands the API and the sockets to. */
const SERVER = 'http://127.0.0.1:4400'

const report = process.env.TEST_REPORT

/** Kinds of tests run one after the other, so that browsers and fault tests do not starve each other on two cores. */
const tests = (
  name: string,
  include: string[],
  testTimeout: number,
  groupOrder: number,
  maxWorkers: number,
) => ({
  test: {
    name,
    include,
    environment: 'node' as const,
    testTimeout,
    hookTimeout: 60_000,
    // What a page shows soon on a quiet machine takes a while on a shared one.
    expect: { poll: { timeout: 15_000 } },
    // A page that is slow on a shared machine gets a second chance where nobody is there to look; the report tells.
    retry: process.env.CI && ['browser', 'crowd'].includes(name) ? 1 : 0,
    maxWorkers,
    sequence: { groupOrder },
  },
})

/**
 * The same tests with the store on a Postgres of their own. What reads the bytes of a SQLite file stays out, and so do
 * tests of the relay alone that take long: no store has a part in them.
 */
const onPostgres = ({ test }: ReturnType<typeof tests>) => ({
  test: {
    ...test,
    env: { TEST_STORE: 'postgres' },
    globalSetup: 'tests/support/postgresForSuite.ts',
    exclude: ['tests/server/meeting/stored.test.ts', 'tests/server/room/{gaps,places,wire}.test.ts'],
  },
})

/** Fault tests as `npm run faults` runs them: for as long as it takes; the short form is in `npm test`. */
const inLongForm = ({ test }: ReturnType<typeof tests>) => ({ test: { ...test, env: { FAULTS: 'long' } } })

/** Tests with so many pages at once, or of how soon they show something, that nothing else runs beside them. */
const CROWDS = ['tests/journeys/{hour,fortyPeople,fivePeople,writingTogether}.test.ts']

const withoutCrowds = ({ test }: ReturnType<typeof tests>) => ({ test: { ...test, exclude: CROWDS } })

/** A module as the bundler knows it. */
interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/** What each screen that is opened by many at once imports, once asked for; lazily loaded parts left out. */
const SCREENS = {
  document: 'document/DocumentScreen.tsx',
  meeting: 'meeting/MeetingScreen.tsx',
  timeline: 'meeting/steps/timeline/TimelineStep.tsx',
  stage: 'stage/StageScreen.tsx',
} as const
const imports = new Map<string, ReadonlySet<string>>()

function importsOf(screen: keyof typeof SCREENS, modules: Modules): ReadonlySet<string> {
  const known = imports.get(screen)
  if (known) return known
  const found = new Set<string>()
  const start = join(import.meta.dirname, 'client', SCREENS[screen])
  if (!modules.getModuleInfo(start)) throw new Error(`There is no ${start}: SCREENS is out of date.`)
  const open = [start]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const info = found.has(id) ? null : modules.getModuleInfo(id)
    found.add(id)
    open.push(...(info?.importedIds ?? []))
  }
  imports.set(screen, found)
  return found
}

/** One file of what all of these screens import: such a set holds all that its modules import themselves. */
const shared = (name: string, priority: number, ...screens: (keyof typeof SCREENS)[]) => ({
  name: (id: string, modules: Modules) =>
    screens.every(screen => importsOf(screen, modules).has(id)) ? name : null,
  priority,
})

/**
 * Without these, every set of screens that share something gets a file of its own: 95 for the document, most of them
 * under a kilobyte, which a browser fetches six at a time.
 */
const FILES = [
  {
    name: 'base',
    tags: ['$initial' as const],
    test: (id: string) => !id.includes('/offline/worker'),
    priority: 4,
  },
  shared('wall', 3, 'document', 'stage'),
  shared('room', 2, 'document', 'meeting'),
  shared('timeline', 1, 'document', 'timeline'),
]

export default defineConfig({
  root: 'client',
  plugins: [react()],
  server: { proxy: { '/api': SERVER, '/sync': { target: SERVER, ws: true } } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // These know light-dark(); for older ones the minifier would replace it by something that shows both colours.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // What the service worker is told to keep: client/offline.
    manifest: 'files.json',
    rolldownOptions: {
      input: { main: 'client/index.html', sw: 'client/offline/worker.ts' },
      output: {
        entryFileNames: chunk => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        codeSplitting: { groups: FILES },
      },
    },
  },
  test: {
    root: '.',
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      tests(
        'unit',
        ['tests/{base,document,meeting,checks,formats,library,protocol,client}/**/*.test.ts'],
        30_000,
        1,
        2,
      ),
      tests('server', ['tests/server/**/*.test.ts', 'tests/{faults,security}/*.test.ts'], 120_000, 2, 3),
      onPostgres(tests('postgres', ['tests/server/{access,http,meeting,room}/**/*.test.ts'], 120_000, 2, 3)),
      inLongForm(tests('faults', ['tests/faults/**/*.test.ts'], 3_600_000, 5, 1)),
      withoutCrowds(
        tests(
          'browser',
          ['tests/journeys/**/*.test.ts', 'tests/{faults,security}/browser/*.test.ts'],
          300_000,
          3,
          2,
        ),
      ),
      tests('crowd', CROWDS, 300_000, 4, 1),
      tests('architecture', ['tests/*.test.ts'], 60_000, 0, 1),
    ],
  },
})
