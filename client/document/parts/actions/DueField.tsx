import { useEffect, useId, useState } from 'react'
import type { Result } from '../../../../shared/base/result.ts'
import { localDay } from '../../../hooks/localDay.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { leaveField } from '../../../ui/focus.ts'
import { selectOnEntry } from '../fields/selectOnEntry.ts'
import { useWords } from '../rows/useWords.ts'
import { dayText } from '../timeline/clockTexts.ts'
import classes from './Actions.module.css'

type Reading = { readonly typed: string; readonly day: string | null; readonly refusal: string }

/**
 * A due date in words: `next Friday` is shown as its date before it is kept, at Enter or on leaving. Words that are no
 * day stay in the field, marked, until they are mended, emptied, or given up with Escape.
 */
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
  const today = localDay(clock.now())
  const reading = useReading(typed, today)
  const note = useId()
  const shown = value ? dayText(`${value}T00:00:00Z`) : ''
  const isLate = !isDone && value !== '' && value < today

  if (readOnly) return <span data-late={isLate || undefined}>{shown || t('actions.noDue')}</span>
  const leave = async (): Promise<void> => {
    if (typed === null) return
    const isEmpty = typed.trim() === ''
    // Whoever is quicker than the reading waits for it: a date that was typed is never dropped without a word.
    const read = isEmpty || typed === value ? null : await readDay(typed, today)
    if (read && !read.ok) return
    if (read) onKeep(read.value)
    else if (isEmpty && value !== '') onKeep('')
    setTyped(now => (now === typed ? null : now))
  }
  const isShown = typed !== null && typed !== value && reading !== null
  return (
    <span className={classes.due} data-late={isLate || undefined}>
      <input
        className={classes.field}
        aria-label={t('actions.due')}
        placeholder={t('actions.dueExample')}
        aria-describedby={isShown ? note : undefined}
        aria-invalid={isShown && reading.day === null ? true : undefined}
        value={typed ?? shown}
        size={16}
        onFocus={event => selectOnEntry(event.target, () => setTyped(now => now ?? value))}
        onChange={event => setTyped(event.target.value)}
        onBlur={() => void leave()}
        onKeyDown={event => {
          if (event.key === 'Escape') setTyped(null)
          if (event.key === 'Enter') leaveField(event)
        }}
      />
      {isLate && typed === null && <span className={classes.late}>{t('actions.late')}</span>}
      {isShown && (
        <span
          id={note}
          className={classes.preview}
          data-refused={reading.day === null || undefined}
          role="status"
        >
          {reading.day ? dayText(`${reading.day}T00:00:00Z`) : reading.refusal}
        </span>
      )}
    </span>
  )
}

/** Reads the words as they are typed; what was read of earlier ones is not shown for these. */
function useReading(typed: string | null, today: string): Reading | null {
  const [reading, setReading] = useState<Reading | null>(null)
  useEffect(() => {
    if (typed === null || typed.trim() === '') return setReading(null)
    let isWanted = true
    void readDay(typed, today).then(read => {
      if (isWanted)
        setReading({ typed, day: read.ok ? read.value : null, refusal: read.ok ? '' : read.error.message })
    })
    return () => {
      isWanted = false
    }
  }, [typed, today])
  return reading
}

/** What reads dates is loaded when first needed. */
async function readDay(typed: string, today: string): Promise<Result<string>> {
  const { readDueDate } = await import('../../../../shared/formats/time/dueDate.ts')
  return readDueDate(typed, today)
}
