import { IconAlertTriangle } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionEntry } from '../../shared/protocol/libraryApi.ts'
import classes from './Actions.module.css'
import { dayText } from './dayText.ts'
import type { Change } from './useFollowUp.ts'

/** When an action is due. Pressed, it becomes a date field: Enter or leaving keeps it, Escape gives it up. */
export function DueCell(props: {
  readonly entry: ActionEntry
  readonly mayEdit: boolean
  readonly onChange: (change: Change) => void
}) {
  const { entry, mayEdit, onChange } = props
  const { t } = useTranslation('actions')
  const { due, text } = entry.action
  const [typed, setTyped] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const shown = due ? <time dateTime={due}>{dayText(due)}</time> : t('noDue')
  const leave = (keeps: boolean, input: HTMLInputElement): void => {
    // A date that is half written reads as '', and is no wish to have none.
    if (keeps && typed !== null && typed !== due && !input.validity.badInput) onChange({ due: typed })
    setTyped(null)
  }
  const backToButton = (): number => requestAnimationFrame(() => button.current?.focus())
  return (
    <>
      {!mayEdit && shown}
      {mayEdit && typed === null && (
        <button
          ref={button}
          type="button"
          className={classes.choice}
          aria-label={t('dueOf', { due: due ? dayText(due) : t('noDue'), action: text })}
          onClick={() => setTyped(due)}
        >
          {shown}
        </button>
      )}
      {mayEdit && typed !== null && (
        <input
          type="date"
          className={classes.date}
          // biome-ignore lint/a11y/noAutofocus: it appears because somebody asked to change it
          autoFocus
          aria-label={t('newDue', { action: text })}
          value={typed}
          onChange={event => setTyped(event.target.value)}
          onBlur={event => leave(true, event.currentTarget)}
          onKeyDown={event => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return
            leave(event.key === 'Enter', event.currentTarget)
            backToButton()
          }}
        />
      )}
      {entry.overdue && (
        <span className={classes.late}>
          <IconAlertTriangle size={13} aria-hidden /> {t('overdue')}
        </span>
      )}
    </>
  )
}
