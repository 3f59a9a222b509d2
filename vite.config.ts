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
    // A page that is slow on a shared machine gets a second chance where nobody is there to look; the report tells.
    retry: process.env.CI && name === 'browser' ? 1 : 0,
    maxWorkers,
    sequence: { groupOrder },
  },
})

/** The same tests with the store on a Postgres of their own; what reads the bytes of a SQLite file stays out. */
const onPostgres = ({ test }: ReturnType<typeof tests>) => ({
  test: {
    ...test,
    env: { TEST_STORE: 'postgres' },
    globalSetup: 'tests/support/postgresForSuite.ts',
    exclude: ['tests/server/meeting/stored.test.ts'],
  },
})

/** Fault tests as `npm run faults` runs them: for as long as it takes; the short form is in `npm test`. */
const inLongForm = ({ test }: ReturnType<typeof tests>) => ({ test: { ...test, env: { FAULTS: 'long' } } })

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
      output: { entryFileNames: chunk => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
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
      tests('server', ['tests/server/**/*.test.ts', 'tests/{faults,security}/*.test.ts'], 120_000, 2, 2),
      onPostgres(tests('postgres', ['tests/server/{access,http,meeting,room}/**/*.test.ts'], 120_000, 2, 2)),
      inLongForm(tests('faults', ['tests/faults/**/*.test.ts'], 3_600_000, 2, 1)),
      tests(
        'browser',
        ['tests/journeys/**/*.test.ts', 'tests/{faults,security}/browser/*.test.ts'],
        300_000,
        3,
        1,
      ),
      tests('architecture', ['tests/*.test.ts'], 60_000, 0, 1),
    ],
  },
})
