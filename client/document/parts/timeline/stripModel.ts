import { parseInstant } from '../../../../shared/base/time.ts'
import type { Facts, TimelineRow } from '../../../../shared/document/postmortem.ts'

export const MOMENTS = ['onset', 'detect', 'mitigate', 'resolve'] as const
export type Moment = (typeof MOMENTS)[number]

/** The incident to scale: the moments that are known, as shares of its length, and the durations between them. */
export interface StripModel {
  readonly points: readonly { readonly moment: Moment; readonly at: string; readonly share: number }[]
  readonly spans: readonly { readonly from: number; readonly to: number; readonly ms: number }[]
  /** Time to detect, to mitigate and to resolve, each from the onset; null where a moment is missing. */
  readonly toDetect: number | null
  readonly toMitigate: number | null
  readonly toResolve: number | null
}

/** When each of the four was, or ''. */
export type Moments = Pick<Facts, 'startedAt' | 'detectedAt' | 'mitigatedAt' | 'resolvedAt'>

/** Null while fewer than two moments are known, for then there is nothing to scale. */
export function stripModel(facts: Moments): StripModel | null {
  const said = [facts.startedAt, facts.detectedAt, facts.mitigatedAt, facts.resolvedAt]
  const known = MOMENTS.flatMap((moment, index) => {
    const at = said[index] ?? ''
    const ms = parseInstant(at)
    return ms === null ? [] : [{ moment, at, ms }]
  }).sort((a, b) => a.ms - b.ms)
  const first = known[0]
  const last = known.at(-1)
  if (!first || !last || known.length < 2) return null
  const length = Math.max(1, last.ms - first.ms)
  const points = known.map(({ moment, at, ms }) => ({ moment, at, share: (ms - first.ms) / length }))
  const spans = known.slice(1).map((point, index) => {
    const before = known[index] ?? point
    const share = (ms: number): number => (ms - first.ms) / length
    return { from: share(before.ms), to: share(point.ms), ms: point.ms - before.ms }
  })
  const since = (at: string): number | null => {
    const [start, end] = [parseInstant(facts.startedAt), parseInstant(at)]
    return start === null || end === null || end < start ? null : end - start
  }
  return {
    points,
    spans,
    toDetect: since(facts.detectedAt),
    toMitigate: since(facts.mitigatedAt),
    toResolve: since(facts.resolvedAt),
  }
}

/** The moments of an incident: as stated in the facts, otherwise from the first row of that kind. */
export function momentsOf(facts: Moments, rows: readonly TimelineRow[]): Moments {
  const first = (kind: Moment): string =>
    rows.find(row => row.kind === kind && row.precision === 'minute')?.at ?? ''
  return {
    startedAt: facts.startedAt || first('onset'),
    detectedAt: facts.detectedAt || first('detect'),
    mitigatedAt: facts.mitigatedAt || first('mitigate'),
    resolvedAt: facts.resolvedAt || first('resolve'),
  }
}
