import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What `GET /metrics` tells, besides the process's own figures with the event loop's lag (O1). */
export interface Metrics {
  readonly registry: Registry
  readonly edits: Counter
  readonly commitSeconds: Histogram
  readonly requests: Counter<'method' | 'status'>
}

/** `count` is asked whenever the metrics are read. */
export function createMetrics(count: { rooms: () => number; connections: () => number }): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'debrief_' })
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  gauge('debrief_rooms', 'Documents that are open', count.rooms)
  gauge('debrief_connections', 'Sockets that are connected', count.connections)
  return {
    registry,
    edits: new Counter({
      name: 'debrief_edits_total',
      help: 'Updates of documents committed',
      registers: [registry],
    }),
    commitSeconds: new Histogram({
      name: 'debrief_commit_seconds',
      help: 'How long a group commit took',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    }),
    requests: new Counter({
      name: 'debrief_requests_total',
      help: 'HTTP requests answered',
      labelNames: ['method', 'status'],
      registers: [registry],
    }),
  }
}
