import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MINUTE, SECOND } from '../../../shared/base/time.ts'
import { useNow } from '../../hooks/useNow.ts'
import { FollowingNote } from '../../ui/FollowingNote.tsx'
import { currentStep, useRoom } from '../room.ts'
import classes from './Notes.module.css'

/** What changed under this person's hands: each line appears only while it is true, above the bar. */
export function Notes({ movedOn }: { readonly movedOn: boolean }) {
  return (
    <div className={classes.notes}>
      {movedOn && <MovedOn />}
      <PersonFollowed />
      <UndoAdvance />
      <Claim />
      <LeftOpen />
    </div>
  )
}

/** Whom one follows by their face, or has left and can rejoin (M14). */
function PersonFollowed() {
  const { view, person } = useRoom()
  const id = person.followed ?? person.left
  const name = view.people.find(other => other.id === id)?.name
  if (id === null || name === undefined) return null
  return (
    <FollowingNote
      className={classes.note}
      name={name}
      isFollowing={person.followed !== null}
      onFollow={() => person.follow(id)}
      onStop={() => person.follow(null)}
    />
  )
}

/** The meeting moved on while this person was typing (M22). */
function MovedOn() {
  const { t } = useTranslation('meeting')
  const { view, join } = useRoom()
  const { step } = currentStep(view)
  return (
    <p className={classes.note} role="status">
      <span>{t('moved.text', { step: step?.title ?? '' })}</span>
      <Button size="compact-sm" onClick={join}>
        {t('moved.join')}
      </Button>
    </p>
  )
}

/** Takes an advance back for ten seconds, with timers as they were (M22). */
function UndoAdvance() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const now = useNow(500)
  const seconds = Math.ceil(((view.undoUntil ?? 0) - now) / SECOND)
  if (!view.you.facilitator || view.status !== 'running' || seconds <= 0) return null
  return (
    <p className={classes.note}>
      <span>{t('undo.text', { step: currentStep(view).step?.title ?? '' })}</span>
      <Button size="compact-sm" variant="default" onClick={() => run({ type: 'undoAdvance' })}>
        {t('undo.undo', { seconds })}
      </Button>
    </p>
  )
}

/** Without a facilitator for a minute any participant may take over (M16). */
function Claim() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const now = useNow(1_000)
  const from = view.you.mayClaimFrom
  const isLed = view.people.some(person => person.facilitator && person.connected)
  if (from === null || isLed || view.status !== 'running') return null
  const seconds = Math.ceil((from - now) / SECOND)
  return (
    <p className={classes.note} role="status">
      <span>
        {t('claim.text')} {seconds > 0 && t('claim.wait', { seconds })}
      </span>
      {seconds <= 0 && (
        <Button size="compact-sm" onClick={() => run({ type: 'claimFacilitation' })}>
          {t('claim.do')}
        </Button>
      )}
    </p>
  )
}

/** Half an hour after the scheduled end with nobody acting, those present are asked to end the meeting (M26). */
function LeftOpen() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const now = useNow(10_000)
  const [quietUntil, setQuietUntil] = useState(0)
  const askAt = view.schedule.askToEndAt
  if (view.status !== 'running' || askAt === null || now < askAt || now < quietUntil) return null
  return (
    <p className={classes.note} role="status">
      <span>{view.you.facilitator ? t('leftOpen.text') : t('leftOpen.others')}</span>
      {view.you.facilitator && (
        <Button size="compact-sm" onClick={() => run({ type: 'endMeeting' })}>
          {t('leftOpen.end')}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => setQuietUntil(now + 15 * MINUTE)}>
        {t('leftOpen.stay')}
      </Button>
    </p>
  )
}
