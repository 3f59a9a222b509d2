import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../../hooks/useConnection.ts'
import { leaveField } from '../../../ui/focus.ts'
import { selectOnEntry } from '../fields/selectOnEntry.ts'
import { clockTime, localTime, localZone, shortDay, utcDay } from '../timeline/clockTexts.ts'
import { TimePreview } from '../timeline/TimePreview.tsx'
import { readTypedTime, timeContext } from '../timeline/typedTime.ts'
import classes from './HeaderFacts.module.css'

/** An instant of the incident: UTC with the viewer's own time beside it, typed as people write times (D7). */
export function InstantField(props: {
  readonly label: string
  readonly value: string
  /** An instant of the day that a time without a day belongs to, or ''. */
  readonly near: string
  readonly readOnly: boolean
  readonly onKeep: (at: string) => void
}) {
  const { label, value, near, readOnly, onKeep } = props
  const { t } = useTranslation('document')
  const { doc, clock } = useConnection()
  const [typed, setTyped] = useState<string | null>(null)
  const zone = localZone()
  const plain = value ? `${utcDay(value)} ${clockTime(value)}` : ''
  const shown = value ? `${shortDay(value)}, ${clockTime(value)}` : ''
  const local = localTime(value, zone)
  const beside = local && <span className={classes.local}>{t('timeline.here', { time: local })}</span>
  if (readOnly) {
    return (
      <span>
        {shown || '–'} {beside}
      </span>
    )
  }
  const reading =
    typed === null || typed === plain
      ? null
      : readTypedTime(typed, timeContext(doc, value || near, clock.now()))
  const isMinute = reading?.precision === 'minute'
  const isChanged = typed !== null && typed !== plain && typed.trim() !== ''
  const leave = (): void => {
    // What was typed and is no time stays in the field until it is mended or given up.
    if (isChanged && !isMinute) return
    if (typed?.trim() === '' && value !== '') onKeep('')
    else if (reading && isMinute) onKeep(reading.at)
    setTyped(null)
  }
  return (
    <span className={classes.instant}>
      <input
        className={classes.field}
        aria-label={label}
        aria-invalid={(isChanged && !isMinute) || undefined}
        placeholder={t('facts.timeExample')}
        value={typed ?? shown}
        size={Math.max(12, (typed ?? shown).length)}
        onFocus={event => selectOnEntry(event.target, () => setTyped(now => now ?? plain))}
        onChange={event => setTyped(event.target.value)}
        onBlur={leave}
        onKeyDown={event => {
          if (event.key === 'Escape') setTyped(null)
          // What is no time yet is there to be mended.
          if (event.key === 'Enter' && (!isChanged || isMinute)) leaveField(event)
        }}
      />
      {typed === null && beside}
      {isChanged && (
        <span className={classes.preview} role="status">
          {reading && isMinute ? (
            <TimePreview reading={reading} zone={zone} withDay />
          ) : (
            t(reading ? 'timeline.needsTime' : 'timeline.notATime')
          )}
        </span>
      )}
    </span>
  )
}
