import type { ReactNode } from 'react'
import { usePeople } from '../../hooks/usePeople.ts'
import classes from './People.module.css'

/** A person's initials in the colour that the server gave them; a tick once they are finished with the step. */
export function Face(props: {
  readonly person: { readonly id: string; readonly name: string; readonly finished?: boolean }
  readonly size?: number
  /** The name stands beside it. */
  readonly isDecorative?: boolean
  /** A sign of a moment, such as a reaction. */
  readonly mark?: ReactNode
}) {
  const { person, size = 28 } = props
  const colour = usePeople().find(other => other.id === person.id)?.colour ?? '#868e96'
  return (
    <span
      className={classes.face}
      title={props.isDecorative ? undefined : person.name}
      aria-hidden={props.isDecorative}
      style={{ width: size, height: size, fontSize: size * 0.4, borderColor: colour, color: colour }}
    >
      <span className={classes.initials} aria-hidden>
        {initialsOf(person.name)}
      </span>
      {person.finished && <span className={classes.tick}>✓</span>}
      {props.mark && <span className={classes.mark}>{props.mark}</span>}
    </span>
  )
}

/** The first letters of the first and the last word of a name. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/^@/, '')
    .split(/[\s._-]+/)
    .filter(Boolean)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return ([...first][0] ?? '').concat([...last][0] ?? '').toUpperCase()
}
