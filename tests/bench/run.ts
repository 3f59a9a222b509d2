/**
 * `npm run bench [-- rounds [scenario]]`: our server beside others, in interleaved runs, and how it compares to what
 * PERFORMANCE asks. Prints medians with their spread, and at the end the table of what is asked and what was measured,
 * ready for docs/performance.md. The machine should have nothing else to do.
 */
import { cpus } from 'node:os'
import { askedTable, median, short } from './asked.ts'
import { benchClient } from './browserBench.ts'
import { benchChecks } from './checksBench.ts'
import { capacity, idle, type Load, type Measured, storm, typing } from './scenarios.ts'
import { installPeers, type RunningServer, type ServerName, startServer } from './servers.ts'
import { benchWork } from './workBench.ts'

const ROUNDS = Number(process.argv[2] ?? 5)
const ONLY = process.argv[3]

const LOADS: Record<string, Load> = {
  'room of 50': { rooms: 1, people: 50, editsPerPerson: 2, warmUp: 4, seconds: 5 },
  'room of 200': { rooms: 1, people: 200, editsPerPerson: 0.5, warmUp: 4, seconds: 5 },
  '200 rooms of 5': { rooms: 200, people: 5, editsPerPerson: 1, warmUp: 4, seconds: 5 },
}

interface Scenario {
  readonly name: string
  readonly servers: readonly ServerName[]
  readonly run: (start: () => Promise<RunningServer>) => Promise<Measured>
}

const ALL: readonly ServerName[] = [
  'relay',
  'y-websocket-server',
  'hocuspocus',
  'ours',
  'ours, own client',
  'ours, not durable',
]
const PEERS: readonly ServerName[] = ['y-websocket-server', 'hocuspocus', 'ours']

/** Starts a server for one run and stops it. */
const once =
  (run: (server: RunningServer) => Promise<Measured>) =>
  async (start: () => Promise<RunningServer>): Promise<Measured> => {
    const server = await start()
    try {
      return await run(server)
    } finally {
      await server.stop()
    }
  }

const SCENARIOS: readonly Scenario[] = [
  ...Object.entries(LOADS).map(([name, load]) => ({
    name,
    servers: ALL,
    run: once(server => typing(server, load)),
  })),
  { name: 'join storm', servers: PEERS, run: once(storm) },
  { name: 'idle connections', servers: PEERS, run: once(idle) },
  { name: 'capacity', servers: PEERS, run: capacity },
]

function print(name: string, runs: ReadonlyMap<ServerName, Measured[]>): void {
  console.log(`\n${name}`)
  const measures = Object.keys([...runs.values()][0]?.[0] ?? {})
  for (const measure of measures) {
    const of = (server: ServerName): number[] =>
      (runs.get(server) ?? []).map(run => run[measure] ?? Number.NaN)
    const ours = median(of('ours'))
    for (const server of runs.keys()) {
      const values = of(server)
      const spread = `${short(Math.min(...values))}–${short(Math.max(...values))}`
      const ratio = server === 'ours' ? '' : `ours / this = ${short(ours / median(values))}`
      console.log(
        `  ${measure.padEnd(10)} ${server.padEnd(20)} ${short(median(values)).padStart(8)}  (${spread})  ${ratio}`,
      )
    }
  }
}

if (process.argv[2] === 'client') {
  await benchClient(Number(process.argv[3] ?? 5))
  process.exit()
}
if (process.argv[2] === 'checks') {
  benchChecks(Number(process.argv[3] ?? 6))
  process.exit()
}
if (process.argv[2] === 'work') {
  await benchWork(Number(process.argv[3] ?? 3))
  process.exit()
}
installPeers()
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`)
console.log(`Medians of ${ROUNDS} interleaved runs, with the lowest and the highest.`)
const results = new Map<string, ReadonlyMap<ServerName, Measured[]>>()
const started = performance.now()
for (const { name, servers, run } of SCENARIOS) {
  if (ONLY && !name.includes(ONLY)) continue
  const runs = new Map<ServerName, Measured[]>(servers.map(server => [server, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const server of servers) runs.get(server)?.push(await run(() => startServer(server)))
  }
  print(name, runs)
  results.set(name, runs)
}
console.log(`\n${askedTable(results)}`)
console.log(`\n${Math.round((performance.now() - started) / 60_000)} minutes`)
