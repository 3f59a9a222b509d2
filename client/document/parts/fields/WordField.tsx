import { useEffect, useId, useState } from 'react'
import classes from './WordField.module.css'

/** A short value that one person sets at a time: kept at Enter or on leaving, given up with Escape. */
export function WordField(props: {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  readonly readOnly?: boolean
  readonly autoFocus?: boolean
  /** Names of a `datalist` to complete from. */
  readonly options?: readonly string[]
  readonly onKeep: (value: string) => void
}) {
  const { label, value, placeholder, readOnly = false, autoFocus = false, options, onKeep } = props
  const [typed, setTyped] = useState<string | null>(null)
  const [isHere, setHere] = useState(false)
  const id = useId()
  // Sixty rows do not each carry the names of everybody.
  const offered = isHere ? options : undefined
  useEffect(() => setTyped(now => (now === value ? null : now)), [value])

  if (readOnly) return <span className={classes.value}>{value || '–'}</span>
  const leave = (): void => {
    if (typed !== null && typed.trim() !== value) onKeep(typed.trim())
    else if (autoFocus && value === '') onKeep('')
    setTyped(null)
  }
  return (
    <>
      <input
        className={classes.field}
        // biome-ignore lint/a11y/noAutofocus: it appears because somebody asked to write here
        autoFocus={autoFocus}
        aria-label={label}
        placeholder={placeholder}
        list={offered && id}
        value={typed ?? value}
        size={Math.max(placeholder.length, (typed ?? value).length, 4)}
        onChange={event => setTyped(event.target.value)}
        onFocus={() => setHere(true)}
        onBlur={() => {
          setHere(false)
          leave()
        }}
        onKeyDown={event => {
          if (event.key === 'Escape') setTyped(null)
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
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
