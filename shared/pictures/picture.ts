import { wrap } from './wrap.ts'

/** A picture of boxes and the lines between them, in its own units, which are pixels at its natural size. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
}

/** `root` is what is asked about, `open` what wants somebody's attention, `quiet` what was left on purpose. */
export type Tone = 'root' | 'plain' | 'good' | 'open' | 'quiet'

export interface Box {
  /** The id of the row it stands for; '' for the incident itself. */
  readonly id: string
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** The text, broken into at most three lines. */
  readonly lines: readonly string[]
  /** A word or two below the text, or ''. */
  readonly note: string
  readonly tone: Tone
}

export interface Line {
  readonly from: string
  readonly to: string
  /** An SVG path. */
  readonly path: string
}

export const LINE_HEIGHT = 16
/** Room around the text of a box. */
export const PAD = 8

/** What a box says: its text and the note below it. */
export interface Words {
  readonly text: string
  readonly note: string
  readonly tone: Tone
}

/** How many usual letters a line in a box of this width has room for, at about 7 units each. */
export const lettersIn = (width: number): number => Math.floor((width - 2 * PAD) / 7)

/** A box for these words, `width` wide and as high as they need. */
export function boxFor(id: string, { text, note, tone }: Words, width: number): Box {
  const letters = lettersIn(width)
  const lines = wrap(text, letters)
  const height = 2 * PAD + (lines.length + (note === '' ? 0 : 1)) * LINE_HEIGHT
  return { id, text, x: 0, y: 0, width, height, lines, note: wrap(note, letters, 1)[0] ?? '', tone }
}
