import { WordField } from '../fields/WordField.tsx'
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
  return (
    <p className={classes.reason} data-missing={value.trim() === '' || undefined}>
      <span>{t('actions.because')}</span>{' '}
      {readOnly && value.trim() === '' ? (
        t('actions.noReason')
      ) : (
        <WordField
          label={t('actions.reason')}
          value={value}
          placeholder={t('actions.reasonExample')}
          autoFocus={isAsked}
          readOnly={readOnly}
          onKeep={reason => reason !== value && onKeep(reason)}
        />
      )}
    </p>
  )
}
