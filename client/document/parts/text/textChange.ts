/** One replacement in a text: at `index`, `removed` characters give way to `inserted`. */
export interface TextChange {
  readonly index: number
  readonly removed: number
  readonly inserted: string
}

/**
 * What somebody did to `before` so that it reads `after`, given where the caret stands now: typing "l" in "hall"
 * is told apart from typing it elsewhere. Null when nothing changed. Offsets are UTF-16 units; a surrogate pair is
 * never split.
 */
export function changeBetween(before: string, after: string, caret: number): TextChange | null {
  if (before === after) return null
  const most = Math.min(before.length, after.length)
  const tail = Math.min(after.length - caret, most)
  let end = 0
  while (end < tail && before.at(-1 - end) === after.at(-1 - end)) end++
  let start = 0
  while (start < most - end && before[start] === after[start]) start++
  if (splitsPair(before, start) || splitsPair(after, start)) start--
  if (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end--
  return {
    index: start,
    removed: before.length - end - start,
    inserted: after.slice(start, after.length - end),
  }
}

/** Where a position goes when a Y.Text delta is applied; what is inserted right at it stays behind it. */
export function throughDelta(position: number, delta: readonly DeltaPart[]): number {
  let at = 0
  let moved = position
  for (const part of delta) {
    if (at > moved) break
    if (part.retain !== undefined) at += part.retain
    else if (part.delete !== undefined) moved -= Math.min(part.delete, Math.max(0, moved - at))
    else if (typeof part.insert === 'string') {
      if (at < moved) moved += part.insert.length
      at += part.insert.length
    }
  }
  return moved
}

/** Where one character goes when a delta is applied; null when the delta deletes it. */
export function characterThroughDelta(index: number, delta: readonly DeltaPart[]): number | null {
  let at = 0
  let moved = index
  for (const part of delta) {
    if (at > moved) break
    if (part.retain !== undefined) at += part.retain
    else if (part.delete !== undefined) {
      if (moved < at + part.delete) return null
      moved -= part.delete
    } else if (typeof part.insert === 'string') {
      moved += part.insert.length
      at += part.insert.length
    }
  }
  return moved
}

/** One part of a Y.Text event's delta. */
export interface DeltaPart {
  readonly retain?: number | undefined
  readonly delete?: number | undefined
  readonly insert?: unknown
}

const isHigh = (code: number): boolean => code >= 0xd800 && code < 0xdc00

function splitsPair(text: string, index: number): boolean {
  return index > 0 && index < text.length && isHigh(text.charCodeAt(index - 1))
}
