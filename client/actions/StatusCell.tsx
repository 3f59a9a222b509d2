import { Button, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ACTION_STATUSES } from '../../shared/document/postmortem.ts'
import type { ActionEntry } from '../../shared/protocol/libraryApi.ts'
import classes from './Actions.module.css'
import type { Change } from './useFollowUp.ts'

/** How far an action is; whoever may edit its postmortem changes it here. What is declined says why. */
export function StatusCell(props: {
  readonly entry: ActionEntry
  readonly mayEdit: boolean
  readonly onChange: (change: Change) => void
}) {
  const { entry, mayEdit, onChange } = props
  const { t } = useTranslation('actions')
  const [isDeclining, setDeclining] = useState(false)
  const select = useRef<HTMLSelectElement>(null)
  const { status, reason = '', text } = entry.action
  const because = status === 'declined' && !isDeclining && (
    <p className={classes.reason}>{reason || t('noReason')}</p>
  )
  if (!mayEdit) {
    return (
      <>
        {t(`status.${status}`)}
        {because}
      </>
    )
  }
  const leave = (): void => {
    setDeclining(false)
    select.current?.focus()
  }
  return (
    <>
      <select
        ref={select}
        className={classes.choice}
        aria-label={t('statusOf', { action: text || t('noText') })}
        value={isDeclining ? 'declined' : status}
        onChange={event => {
          const chosen = ACTION_STATUSES.find(each => each === event.target.value)
          setDeclining(chosen === 'declined')
          if (chosen && chosen !== 'declined') onChange({ status: chosen })
        }}
      >
        {ACTION_STATUSES.map(each => (
          <option key={each} value={each}>
            {t(`status.${each}`)}
          </option>
        ))}
      </select>
      {because}
      {status === 'declined' && !isDeclining && (
        <button type="button" className={classes.quiet} onClick={() => setDeclining(true)}>
          {reason ? t('changeReason') : t('giveReason')}
        </button>
      )}
      {isDeclining && (
        <ReasonForm
          before={reason}
          onLeave={leave}
          onGive={why => {
            onChange({ status: 'declined', reason: why })
            leave()
          }}
        />
      )}
    </>
  )
}

/** Nothing is declined before it is said why. */
function ReasonForm(props: {
  readonly before: string
  readonly onGive: (reason: string) => void
  readonly onLeave: () => void
}) {
  const { before, onGive, onLeave } = props
  const { t } = useTranslation('actions')
  const [reason, setReason] = useState(before)
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault()
        if (reason.trim() !== '') onGive(reason.trim())
      }}
      onKeyDown={event => event.key === 'Escape' && onLeave()}
    >
      <TextInput
        size="xs"
        aria-label={t('reason')}
        placeholder={t('reason')}
        autoFocus
        maxLength={500}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
      <Button type="submit" size="compact-xs" disabled={reason.trim() === ''}>
        {t('decline')}
      </Button>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={onLeave}>
        {t('cancel')}
      </Button>
    </form>
  )
}
