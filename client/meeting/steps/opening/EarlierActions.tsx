import { Anchor, Button, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EARLIER_STATUSES, type EarlierStatus } from '../../../../shared/meeting/state.ts'
import type { EarlierView } from '../../../../shared/meeting/view.ts'
import type { ActionEntry } from '../../../../shared/protocol/libraryApi.ts'
import { shortDay } from '../../../hooks/rowTime.ts'
import { useAnswer } from '../../../hooks/useAnswer.ts'
import { useRoom } from '../../room.ts'
import classes from './Opening.module.css'

/** Actions that earlier reviews of the same services left open; each is given a status before the step is left. */
export function EarlierActions() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const hasSome = view.earlier.length > 0
  const answer = useAnswer<readonly ActionEntry[]>(hasSome ? '/api/actions' : null)
  const entries = answer.kind === 'there' ? answer.value : []
  const entryOf = ({ postmortem, action }: EarlierView): ActionEntry | null =>
    entries.find(entry => entry.postmortem.id === postmortem && entry.action.id === action) ?? null
  // A facilitator gives each a status, whether they may read about it or not.
  const shown = view.earlier.filter(earlier => view.you.facilitator || entryOf(earlier) !== null)
  const hidden = answer.kind === 'there' ? view.earlier.filter(earlier => !shown.includes(earlier)) : []
  return (
    <section>
      <h2 className={classes.heading}>{t('opening.earlier')}</h2>
      {!hasSome && <p className={classes.hint}>{t('opening.noEarlier')}</p>}
      {hasSome && answer.kind === 'loading' && <p className={classes.hint}>{t('opening.loadingEarlier')}</p>}
      {hasSome && answer.kind === 'refused' && <p className={classes.hint}>{t('opening.earlierFailed')}</p>}
      <ul className={classes.list}>
        {shown.map(earlier => (
          <Earlier
            key={`${earlier.postmortem}/${earlier.action}`}
            earlier={earlier}
            entry={entryOf(earlier)}
          />
        ))}
      </ul>
      {hidden.length > 0 && (
        <p className={classes.hint}>
          {t('opening.hidden', { count: hidden.length })}{' '}
          {t('opening.hiddenSettled', {
            count: hidden.filter(({ status }) => status !== null).length,
            of: hidden.length,
          })}
        </p>
      )}
    </section>
  )
}

/** One of them; guests who may not read the other review see that there is one, and its status. */
function Earlier({ earlier, entry }: { readonly earlier: EarlierView; readonly entry: ActionEntry | null }) {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const [isDeclining, setDeclining] = useState(false)
  const [reason, setReason] = useState(earlier.reason)
  const text = entry?.action.text || t('opening.elsewhere')
  const record = (status: EarlierStatus, why?: string): void => {
    setDeclining(false)
    const { postmortem, action } = earlier
    void run({ type: 'recordEarlierAction', postmortem, action, status, ...(why && { reason: why }) })
  }
  return (
    <li className={classes.earlier} data-given={earlier.status !== null}>
      <div className={classes.about}>
        <p className={classes.text}>{text}</p>
        {entry && <EntryFacts entry={entry} />}
        {earlier.reason && <p className={classes.hint}>{earlier.reason}</p>}
      </div>
      {view.you.facilitator && view.status === 'running' ? (
        <SegmentedControl
          size="xs"
          aria-label={t('opening.statusOf', { action: text })}
          value={isDeclining ? 'declined' : (earlier.status ?? '')}
          onChange={value => {
            const status = EARLIER_STATUSES.find(each => each === value)
            if (status === 'declined') setDeclining(true)
            else if (status) record(status)
          }}
          data={EARLIER_STATUSES.map(status => ({ value: status, label: t(`opening.status.${status}`) }))}
        />
      ) : (
        <span className={classes.status}>
          {earlier.status ? t(`opening.status.${earlier.status}`) : t('opening.noStatus')}
        </span>
      )}
      {isDeclining && (
        <form
          className={classes.reason}
          onSubmit={event => {
            event.preventDefault()
            if (reason.trim() !== '') record('declined', reason.trim())
          }}
        >
          <TextInput
            aria-label={t('opening.reason')}
            placeholder={t('opening.reason')}
            autoFocus
            maxLength={500}
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" disabled={reason.trim() === ''}>
            {t('opening.reasonSave')}
          </Button>
        </form>
      )}
    </li>
  )
}

function EntryFacts({ entry }: { readonly entry: ActionEntry }) {
  const { t } = useTranslation('meeting')
  const { action, postmortem, overdue } = entry
  return (
    <p className={classes.hint}>
      {action.owner || t('opening.noOwner')}
      {action.due && (
        <>
          {' · '}
          <span data-overdue={overdue || undefined} className={classes.due}>
            {t(overdue ? 'opening.overdue' : 'opening.due', { date: shortDay(action.due) })}
          </span>
        </>
      )}
      {' · '}
      <Anchor href={`/p/${postmortem.id}`} target="_blank" size="sm">
        {t('opening.from', { title: postmortem.title })}
      </Anchor>
    </p>
  )
}
