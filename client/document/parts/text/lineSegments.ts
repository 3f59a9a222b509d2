import type { FindingSeverity } from '../../../../shared/checks/finding.ts'

/** A stretch of a line that is drawn in one way. */
export interface Segment {
  readonly start: number
  readonly text: string
  readonly finding: FindingSeverity | null
  /** Colour of somebody's selection over it, or null. */
  readonly selection: string | null
  /** People whose caret stands right before it. */
  readonly carets: readonly LineCaret[]
}

export interface LineCaret {
  readonly client: number
  readonly name: string
  readonly colour: string
  readonly anchor: number
  readonly head: number
}

export interface LineMark {
  readonly start: number
  readonly end: number
  readonly severity: FindingSeverity
}

/** Cuts a line where a mark, a selection or a caret begins or ends; the last segment may be empty. */
export function lineSegments(
  text: string,
  marks: readonly LineMark[],
  carets: readonly LineCaret[],
): readonly Segment[] {
  const cuts = new Set([0, text.length])
  const cut = (at: number): void => {
    if (at > 0 && at < text.length) cuts.add(at)
  }
  for (const { start, end } of marks) for (const at of [start, end]) cut(at)
  for (const { anchor, head } of carets) for (const at of [anchor, head]) cut(at)
  const starts = [...cuts].sort((a, b) => a - b)
  return starts.flatMap((start, index) => {
    const end = starts[index + 1] ?? text.length
    const here = carets.filter(caret => Math.min(caret.head, text.length) === start)
    if (end === start && here.length === 0) return []
    const over = carets.find(
      ({ anchor, head }) => Math.min(anchor, head) <= start && start < Math.max(anchor, head),
    )
    const mark = marks.find(each => each.start <= start && start < each.end)
    return [
      {
        start,
        text: text.slice(start, end),
        finding: end > start ? (mark?.severity ?? null) : null,
        selection: end > start ? (over?.colour ?? null) : null,
        carets: here,
      },
    ]
  })
}
