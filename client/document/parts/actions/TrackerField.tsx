import { IconExternalLink } from '@tabler/icons-react'
import { WordField } from '../fields/WordField.tsx'
import { isSafeLink } from '../richtext/safeLink.ts'
import { useWords } from '../rows/useWords.ts'
import classes from './Actions.module.css'

/** The issue that follows an action up: its key, or its address with a link beside it. */
export function TrackerField(props: {
  readonly value: string
  readonly readOnly: boolean
  readonly onKeep: (tracker: string) => void
}) {
  const { value, readOnly, onKeep } = props
  const t = useWords()
  const isLink = isSafeLink(value)
  return (
    <span className={classes.tracker}>
      <WordField
        label={t('actions.tracker')}
        value={value}
        placeholder={t('actions.trackerExample')}
        readOnly={readOnly}
        onKeep={onKeep}
      />
      {isLink && (
        <a href={value} target="_blank" rel="noopener noreferrer" aria-label={t('actions.openTracker')}>
          <IconExternalLink size={14} aria-hidden />
        </a>
      )}
    </span>
  )
}
