import type { Measured } from './scenarios.ts'
import type { ServerName } from './servers.ts'

/** What the runs of each scenario measured, by scenario and server. */
export type Results = ReadonlyMap<string, ReadonlyMap<ServerName, readonly Measured[]>>

/** One thing asked: a measure of one server, divided by that of another or as it is, and its bound. */
interface Asked {
  readonly what: string
  readonly scenario: string
  readonly measure: string
  readonly of?: ServerName
  readonly against?: ServerName
  readonly most?: number
  readonly least?: number
}

const STOCK = 'y-websocket-server'
const rooms: readonly (readonly [string, number, number, number])[] = [
  ['room of 50', 1.2, 0.6, 0.6],
  ['room of 200', 0.8, 0.5, 0.65],
  ['200 rooms of 5', 1.3, 0.65, 0.4],
]

/** What PERFORMANCE asks for, row by row. */
const ASKED: readonly Asked[] = [
  ...rooms.flatMap(([scenario, relay, stock, hocuspocus]): Asked[] => {
    const cpu = { scenario, measure: 'cpu' }
    return [
      { ...cpu, what: `CPU, ${scenario}, against relay`, against: 'relay', most: relay },
      { ...cpu, what: '… no echoes on either side', of: 'ours, own client', against: 'relay', most: relay },
      { ...cpu, what: '… against y-websocket-server', against: STOCK, most: stock },
      { ...cpu, what: '… against Hocuspocus', against: 'hocuspocus', most: hocuspocus },
    ]
  }),
  ...['room of 50', 'room of 200'].flatMap((scenario): Asked[] => {
    const p95 = { scenario, measure: 'p95' }
    return [
      { ...p95, what: `p95, ${scenario}, against relay`, against: 'relay', most: 1 },
      { ...p95, what: '… no echoes on either side', of: 'ours, own client', against: 'relay', most: 1 },
      { ...p95, what: '… against y-websocket-server', against: STOCK, most: 1 },
      { ...p95, what: '… against Hocuspocus', against: 'hocuspocus', most: 0.9 },
    ]
  }),
  {
    what: 'most edits/s, against y-websocket-server',
    scenario: 'capacity',
    measure: 'edits/s',
    against: STOCK,
    least: 16,
  },
  { what: '… against Hocuspocus', scenario: 'capacity', measure: 'edits/s', against: 'hocuspocus', least: 6 },
  ...(['cpu', 'p95'] as const).flatMap((measure): Asked[] => [
    {
      what: `join storm, ${measure}, against y-websocket-server`,
      scenario: 'join storm',
      measure,
      against: STOCK,
      most: 0.1,
    },
    { what: '… against Hocuspocus', scenario: 'join storm', measure, against: 'hocuspocus', most: 0.1 },
  ]),
  {
    what: 'durable against not, CPU, room of 50',
    scenario: 'room of 50',
    measure: 'cpu',
    against: 'ours, not durable',
    most: 1.2,
  },
  { what: '… p95', scenario: 'room of 50', measure: 'p95', against: 'ours, not durable', most: 1.1 },
  { what: 'memory of an idle connection, KB', scenario: 'idle connections', measure: 'KB', most: 30 },
]

/** The middle of some values, of two the mean; NaN of none. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}

/** A value in three digits. */
export const short = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

/** The rows of what was asked and what was measured, in Markdown; scenarios that were not run are left out. */
export function askedTable(results: Results): string {
  const lines = ['| what | asked | measured (rounds, lowest to highest) | |', '|---|---|---|---|']
  for (const asked of ASKED) {
    const runs = results.get(asked.scenario)
    if (!runs) continue
    const rounds = ratios(runs, asked)
    const value = median(rounds)
    const { most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY } = asked
    const missing = Math.max(value - most, least - value)
    const bound = asked.most === undefined ? `≥ ${least}` : `≤ ${most}`
    const verdict = missing <= 0 ? 'held' : `missed by ${short(missing)}`
    const spread = `${short(Math.min(...rounds))}–${short(Math.max(...rounds))}`
    lines.push(`| ${asked.what} | ${bound} | ${short(value)} (${spread}) | ${verdict} |`)
  }
  return lines.join('\n')
}

/** Round by round, since what else the machine does changes from one to the next. */
function ratios(runs: ReadonlyMap<ServerName, readonly Measured[]>, asked: Asked): number[] {
  const of = (server: ServerName): number[] =>
    (runs.get(server) ?? []).map(run => run[asked.measure] ?? Number.NaN)
  const ours = of(asked.of ?? 'ours')
  if (!asked.against) return ours
  const others = of(asked.against)
  return ours.map((value, round) => value / (others[round] ?? Number.NaN))
}
