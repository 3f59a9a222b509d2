import type { CSSProperties } from 'react'
import { type LineCaret, type LineMark, lineSegments } from './lineSegments.ts'
import '../carets.css'
import classes from './TextCell.module.css'

/** Of a longer line, such as a pasted file, so much is drawn; its field has all of it. */
const LONGEST = 20_000

/** A line of text with underlined findings and the carets of others; what a cell shows and what lies under its field. */
export function TextLine(props: {
  readonly text: string
  readonly marks?: readonly LineMark[]
  readonly carets?: readonly LineCaret[]
  readonly placeholder?: string
}) {
  const { text: whole, marks = [], carets = [], placeholder } = props
  const text = whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole
  if (text === '' && carets.length === 0) return <span className={classes.placeholder}>{placeholder}</span>
  return lineSegments(text, marks, carets).map(segment => (
    <span key={segment.start}>
      {segment.carets.map(caret => (
        <span key={caret.client} className={classes.caret} style={coloured(caret.colour)}>
          <span className="caret-name">{caret.name}</span>
        </span>
      ))}
      <span
        className={segment.selection ? classes.selected : undefined}
        style={segment.selection ? coloured(segment.selection) : undefined}
        data-finding={segment.finding ?? undefined}
      >
        {segment.text}
      </span>
    </span>
  ))
}

const coloured = (colour: string): CSSProperties => ({ '--caret': colour }) as CSSProperties
