import { useEffect, useState } from 'react'
import { useWords } from '../rows/useWords.ts'
import classes from './Actions.module.css'

/** Why a declined action will not be done: asked for as it is declined, and said beside it from then on. */
export function DeclinedReason(props: {
  readonly value: string
  /** It was declined here and now. */
  readonly isAsked: boolean
  readonly readOnly: boolean
  readonly onKeep: (reason: string) => void
}) {
  const { value, isAsked, readOnly, onKeep } = props
  const t = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  useEffect(() => setTyped(now => (now === value ? null : now)), [value])
  const leave = (): void => {
    const reason = typed?.replace(/\s+/g, ' ').trim() ?? value
    if (reason !== value) onKeep(reason)
    setTyped(null)
  }
  return (
    <p className={classes.reason} data-missing={value.trim() === '' || undefined}>
      <span>{t('actions.because')}</span>
      {readOnly ? (
        value || t('actions.noReason')
      ) : (
        <textarea
          className={classes.field}
          // biome-ignore lint/a11y/noAutofocus: it appears because somebody declined the action
          autoFocus={isAsked}
          aria-label={t('actions.reason')}
          placeholder={t('actions.reasonExample')}
          rows={1}
          maxLength={500}
          value={typed ?? value}
          onChange={event => setTyped(event.target.value)}
          onBlur={leave}
          onKeyDown={event => {
            if (event.key === 'Escape') setTyped(null)
            if (event.key === 'Enter') event.currentTarget.blur()
          }}
        />
      )}
    </p>
  )
}
