import { useEffect, useState } from 'react'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useWords } from '../rows/useWords.ts'
import { dayText } from '../timeline/clockTexts.ts'
import classes from './Actions.module.css'

type Reading = { readonly typed: string; readonly day: string | null; readonly refusal: string }

/** A due date in words: `next Friday` is shown as its date before it is kept. */
export function DueField(props: {
  readonly value: string
  readonly isDone: boolean
  readonly readOnly: boolean
  readonly onKeep: (day: string) => void
}) {
  const { value, isDone, readOnly, onKeep } = props
  const t = useWords()
  const { clock } = useConnection()
  const [typed, setTyped] = useState<string | null>(null)
  const reading = useReading(typed, clock.now())
  const shown = value ? dayText(`${value}T00:00:00Z`) : ''
  const isLate = !isDone && value !== '' && value < isoDay(clock.now())

  if (readOnly) return <span data-late={isLate || undefined}>{shown || t('actions.noDue')}</span>
  const keep = (): void => {
    if (typed !== null && typed.trim() === '' && value !== '') onKeep('')
    else if (reading?.day && reading.typed === typed) onKeep(reading.day)
    setTyped(null)
  }
  return (
    <span className={classes.due} data-late={isLate || undefined}>
      <input
        className={classes.field}
        aria-label={t('actions.due')}
        placeholder={t('actions.dueExample')}
        value={typed ?? shown}
        size={16}
        onFocus={event => {
          setTyped(value)
          requestAnimationFrame(() => event.target.select())
        }}
        onChange={event => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={event => {
          if (event.key === 'Escape') setTyped(null)
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
      {isLate && typed === null && <span className={classes.late}>{t('actions.late')}</span>}
      {typed !== null && typed !== value && reading && (
        <span className={classes.preview} role="status">
          {reading.day ? dayText(`${reading.day}T00:00:00Z`) : reading.refusal}
        </span>
      )}
    </span>
  )
}

/** Reads the typed words; what reads them is loaded when first needed. */
function useReading(typed: string | null, now: number): Reading | null {
  const [reading, setReading] = useState<Reading | null>(null)
  const today = isoDay(now)
  useEffect(() => {
    if (typed === null || typed.trim() === '') return setReading(null)
    let isWanted = true
    void import('../../../../shared/formats/time/dueDate.ts').then(({ readDueDate }) => {
      const read = readDueDate(typed, today)
      if (isWanted) {
        setReading({ typed, day: read.ok ? read.value : null, refusal: read.ok ? '' : read.error.message })
      }
    })
    return () => {
      isWanted = false
    }
  }, [typed, today])
  return reading
}

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
