import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'

/** JSON of the parts of a view, by the value: what all see alike is one value, and is written once for all of them. */
const WRITTEN = new WeakMap<object, string>()

function written(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const known = WRITTEN.get(value)
  if (known !== undefined) return known
  const text = JSON.stringify(value)
  WRITTEN.set(value, text)
  return text
}

const objectOf = (parts: Iterable<readonly [name: string, text: string]>): string =>
  `{${[...parts].map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`

/**
 * What one socket was told of the meeting, part by part. After the whole it is sent only parts that have changed: a hand
 * that goes up does not bring along what everybody learned (W11).
 */
export class ToldMeeting {
  readonly #hearsChanges: boolean
  #rev = 0
  #parts: ReadonlyMap<string, string> | null = null

  /** `hearsChanges` is false for a page of before, which understands only the whole. */
  constructor(hearsChanges: boolean) {
    this.#hearsChanges = hearsChanges
  }

  /** The message that brings the socket up to date, in JSON; null when it was told something newer already. */
  next(answer: MeetingAnswer | null): string | null {
    if (answer === null) return this.#parts === null ? '{"t":"meeting","meeting":null}' : null
    const { state, ...head } = answer
    const before = this.#parts
    if (before && head.rev < this.#rev) return null
    const parts = new Map(Object.entries(state).map(([name, value]) => [name, written(value)]))
    this.#rev = head.rev
    this.#parts = parts
    const about = Object.entries(head).map(([name, value]) => [name, JSON.stringify(value)] as const)
    const whole = objectOf([...about, ['state', objectOf(parts)]])
    if (!before || !this.#hearsChanges)
      return objectOf([
        ['t', '"meeting"'],
        ['meeting', whole],
      ])
    const changed = [...parts].filter(([name, text]) => before.get(name) !== text)
    return objectOf([['t', '"meetingChange"'], ...about, ['state', objectOf(changed)]])
  }
}
