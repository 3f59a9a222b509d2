import { useId, useState } from 'react'
import { useTyped } from './useTyped.ts'
import classes from './WordField.module.css'

/** A short value that one person sets at a time: kept at Enter or on leaving, given up with Escape. */
export function WordField(props: {
  readonly label: string
  /** By which the field is found on the page. */
  readonly name?: string
  readonly value: string
  readonly placeholder: string
  readonly readOnly?: boolean
  /** Names of a `datalist` to complete from. */
  readonly options?: readonly string[]
  /** What is to be known about the value, said beside it; '' says nothing. */
  readonly note?: string
  readonly onKeep: (value: string) => void
}) {
  const { label, name, value, placeholder, readOnly = false, options, note = '', onKeep } = props
  const draft = useTyped(value, onKeep)
  const [isHere, setHere] = useState(false)
  const id = useId()
  // Sixty rows do not each carry the names of everybody.
  const offered = isHere ? options : undefined
  const noted = note !== '' && <span className={classes.note}>{note}</span>
  if (readOnly)
    return (
      <span className={classes.value}>
        {value || '–'} {noted}
      </span>
    )
  return (
    <>
      <input
        className={classes.field}
        aria-label={label}
        data-field={name}
        placeholder={placeholder}
        list={offered && id}
        value={draft.text}
        size={Math.max(placeholder.length, draft.text.length, 4)}
        onChange={event => draft.type(event.target.value)}
        onFocus={() => setHere(true)}
        onBlur={() => {
          setHere(false)
          draft.leave()
        }}
        onKeyDown={draft.onKeyDown}
      />
      {noted}
      {offered && (
        <datalist id={id}>
          {offered.map(option => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </>
  )
}
