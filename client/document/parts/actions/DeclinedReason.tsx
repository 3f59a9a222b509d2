import { SentenceField } from '../fields/SentenceField.tsx'
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
      <span>{t('actions.because')}</span>
      {readOnly ? (
        value || t('actions.noReason')
      ) : (
        <SentenceField
          label={t('actions.reason')}
          value={value}
          placeholder={t('actions.reasonExample')}
          autoFocus={isAsked}
          longest={500}
          onKeep={onKeep}
        />
      )}
    </p>
  )
}
