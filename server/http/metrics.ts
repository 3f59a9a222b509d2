import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Commit } from '../library/commits.ts'
import type { Rooms } from '../room/api.ts'

/** What `GET /metrics` tells, besides the process's own figures with the event loop's lag (O1). */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Counter<'method' | 'status'>
  /** To be told of every commit. */
  readonly heard: (commit: Commit) => void
}

/** Metrics of one server; the rooms are asked whenever they are read. */
export function createMetrics(rooms: Rooms): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  gauge('debrief_rooms', 'Documents that are open', () => rooms.stats().rooms)
  gauge('debrief_connections', 'Sockets that are connected', () => rooms.stats().sockets)
  gauge('debrief_store_failing', '1 while edits cannot be committed', () =>
    rooms.stats().isStoreFailing ? 1 : 0,
  )
  const edits = new Counter({
    name: 'debrief_edits_total',
    help: 'Updates of documents committed',
    registers,
  })
  const commitSeconds = new Histogram({
    name: 'debrief_commit_seconds',
    help: 'How long a group commit took',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const requests = new Counter({
    name: 'debrief_requests_total',
    help: 'HTTP requests answered',
    labelNames: ['method', 'status'],
    registers,
  })
  const heard = ({ updates, ms }: Commit): void => {
    edits.inc(updates)
    commitSeconds.observe(ms / 1000)
  }
  return { registry, requests, heard }
}
