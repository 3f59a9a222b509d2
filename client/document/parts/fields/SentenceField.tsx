import { useTyped } from './useTyped.ts'
import classes from './WordField.module.css'

/** A sentence that one person sets at a time: like `WordField`, but it is read whole, on as many lines as it needs. */
export function SentenceField(props: {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  readonly readOnly?: boolean
  readonly autoFocus?: boolean
  /** Characters it can hold at most; as many as are typed when left out. */
  readonly longest?: number
  readonly onKeep: (value: string) => void
  /** The field was left, whether or not anything was kept. */
  readonly onLeave?: () => void
}) {
  const { label, value, placeholder, readOnly = false, autoFocus = false, longest, onKeep, onLeave } = props
  const draft = useTyped(value, onKeep)
  if (readOnly) return <span className={classes.value}>{value || '–'}</span>
  return (
    <textarea
      className={`${classes.field} ${classes.sentence}`}
      // biome-ignore lint/a11y/noAutofocus: it appears because somebody asked to write here
      autoFocus={autoFocus}
      aria-label={label}
      placeholder={placeholder}
      rows={1}
      cols={Math.max(placeholder.length, Math.min(draft.text.length, 60))}
      maxLength={longest}
      value={draft.text}
      onChange={event => draft.type(event.target.value)}
      onBlur={() => {
        draft.leave()
        onLeave?.()
      }}
      onKeyDown={draft.onKeyDown}
    />
  )
}
