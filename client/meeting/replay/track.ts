import type { MarkedMoment, MomentMark } from '../../../shared/meeting/replay.ts'

/** A stretch of the meeting in one step; `from` and `to` are ms of meeting time. */
export interface Segment {
  readonly step: number
  readonly title: string
  readonly from: number
  readonly to: number
}

/** Something a replay can jump to, at its place in meeting time. */
export interface Mark {
  readonly at: number
  readonly mark: MomentMark
}

/** A meeting as a slider shows it: the time it ran, without the time between an end and a reopening. */
export interface Track {
  readonly length: number
  readonly segments: readonly Segment[]
  readonly marks: readonly Mark[]
  /** The instant of the server's clock that a place in meeting time stands for. */
  readonly instantAt: (place: number) => number
}

/** A stretch in which the meeting ran, on the server's clock. */
interface Run {
  readonly from: number
  readonly to: number
}

function runsOf(moments: readonly MarkedMoment[]): readonly Run[] {
  const runs: Run[] = []
  let from: number | null = null
  for (const { at, mark } of moments) {
    if (mark === 'started' || mark === 'reopened') from = at
    if (mark !== 'ended' || from === null) continue
    runs.push({ from, to: at })
    from = null
  }
  const last = moments.at(-1)
  return from !== null && last ? [...runs, { from, to: last.at }] : runs
}

/** Lays out the moments of a meeting as a slider; its length is 0 when the meeting never ran (M20). */
export function trackOf(moments: readonly MarkedMoment[]): Track {
  const runs = runsOf(moments)
  const length = runs.reduce((sum, run) => sum + run.to - run.from, 0)
  const placeOf = (instant: number): number =>
    runs.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(instant, to) - from), 0)
  const instantAt = (place: number): number => {
    let left = place
    for (const [index, { from, to }] of runs.entries()) {
      if (left <= to - from || index === runs.length - 1) return from + Math.min(left, to - from)
      left -= to - from
    }
    return 0
  }
  const shown = moments.filter(({ mark }) => mark !== 'clock')
  return {
    length,
    segments: segmentsOf(moments, placeOf, length),
    marks: shown.map(({ at, mark }) => ({ at: placeOf(at), mark })),
    instantAt,
  }
}

function segmentsOf(
  moments: readonly MarkedMoment[],
  placeOf: (instant: number) => number,
  length: number,
): readonly Segment[] {
  const segments: Segment[] = []
  for (const { at, step, title } of moments) {
    const last = segments.at(-1)
    if (step === null || last?.step === step) continue
    const from = placeOf(at)
    if (last) segments[segments.length - 1] = { ...last, to: from }
    segments.push({ step, title, from, to: length })
  }
  // A step that was left in the same instant, or taken back, leaves nothing to show.
  return segments.filter(({ from, to }) => to > from)
}

/** The place of the next mark in a direction, or the end of the track there. */
export function neighbour(track: Track, place: number, direction: 1 | -1): number {
  const places = track.marks.map(({ at }) => at)
  return direction > 0
    ? (places.find(at => at > place) ?? track.length)
    : (places.findLast(at => at < place) ?? 0)
}
