import { type KeyboardEvent, useRef, useState } from 'react'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { TimelineRow } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useWords } from '../rows/useWords.ts'
import { clockTime, localTime, utcDay } from './clockTexts.ts'
import classes from './Timeline.module.css'
import { TimePreview } from './TimePreview.tsx'
import { readTypedTime, timeContext } from './typedTime.ts'

/** A row's time in UTC with the viewer's own beside it; typing shows what it is read as before it is kept (D7). */
export function TimeCell(props: {
  readonly row: TimelineRow
  readonly zone: string
  readonly readOnly: boolean
}) {
  const { row, zone, readOnly } = props
  const t = useWords()
  const { doc, clock } = useConnection()
  const [typed, setTyped] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const shown = row.precision === 'minute' ? clockTime(row.at) : ''
  const times = (
    <>
      <span className={classes.utc}>{shown || (row.precision === 'day' ? t('timeline.someTime') : '–')}</span>
      {shown && <span className={classes.local}>{localTime(row.at, zone)}</span>}
    </>
  )
  if (readOnly) return <span className={classes.times}>{times}</span>
  if (typed === null) {
    return (
      <button
        ref={button}
        type="button"
        className={classes.times}
        aria-label={t('timeline.changeTime', { time: shown || t('timeline.noTime') })}
        onClick={() => setTyped(shown)}
      >
        {times}
      </button>
    )
  }

  const isSame = typed.trim() === '' || typed === shown
  const reading = isSame ? null : readTypedTime(typed, timeContext(doc, row.at, clock.now()))
  const close = (): void => {
    setTyped(null)
    requestAnimationFrame(() => button.current?.focus())
  }
  // What was typed and is no time stays in the field until it is mended or given up.
  const isUnread = !isSame && reading === null
  const keep = (): void => {
    if (typed.trim() === '') updateItem(doc, 'timeline', row.id, { at: '', precision: 'unknown' })
    else if (reading) updateItem(doc, 'timeline', row.id, { at: reading.at, precision: reading.precision })
  }
  const keyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter' && isUnread) return
    if (event.key === 'Enter') keep()
    close()
  }
  return (
    <span className={classes.timeField}>
      <input
        // biome-ignore lint/a11y/noAutofocus: pressing the time is asking to type here
        autoFocus
        className={classes.timeInput}
        aria-label={t('timeline.time')}
        aria-invalid={isUnread || undefined}
        value={typed}
        placeholder="14:22"
        onChange={event => setTyped(event.target.value)}
        onFocus={event => event.target.select()}
        onKeyDown={keyDown}
        onBlur={() => {
          if (isUnread) return
          if (reading) keep()
          setTyped(null)
        }}
      />
      {typed !== shown && (
        <span className={classes.timePreview} role="status">
          {typed.trim() === '' ? (
            t('timeline.unknownTime')
          ) : reading ? (
            <TimePreview reading={reading} zone={zone} withDay={utcDay(reading.at) !== utcDay(row.at)} />
          ) : (
            t('timeline.notATime')
          )}
        </span>
      )}
    </span>
  )
}
