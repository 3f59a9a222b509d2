import { Button } from '@mantine/core'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useCalmPostmortem } from '../../hooks/usePostmortem.ts'
import { part } from '../../ui/part.ts'
import { HandButton } from '../people/HandButton.tsx'
import { PaceButton } from '../people/PaceButton.tsx'
import { currentStep, useRoom } from '../room.ts'
import { CARD_FIELD_ID } from '../steps/cards/CardForm.tsx'
import { CLOSING_ID } from '../steps/close/ClosingQuestions.tsx'
import { type Asked, asked } from './asked.ts'
import classes from './Bar.module.css'
import { FollowButton } from './FollowButton.tsx'
import { ParkButton } from './ParkButton.tsx'

const ReactButton = part(async () => ({ default: (await import('../people/ReactButton.tsx')).ReactButton }))

/** In place of the facilitator's bar: one line that says what is asked of me now, and the one button it needs. */
export function ParticipantBar() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const postmortem = useCalmPostmortem()
  const ask = asked(view, postmortem)
  const kind = currentStep(view).step?.kind
  return (
    <section className={classes.bar} aria-label={t('bar.participantLabel')}>
      <div className={classes.line}>
        <p className={classes.asked} role="status">
          <AskedText ask={ask} />
        </p>
        <div className={classes.tools}>
          <AskedButton ask={ask} />
          <HandButton />
          <FollowButton />
          {view.you.participant && kind !== 'brainstorm' && (
            <Suspense>
              <ReactButton />
            </Suspense>
          )}
          {view.you.participant && view.status === 'running' && <PaceButton />}
          {view.you.participant && <ParkButton />}
        </div>
      </div>
    </section>
  )
}

/** The sentence; a call on this person, a raised hand and a break come before what the step asks. */
function AskedText({ ask }: { readonly ask: Asked }) {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const place = view.hands.findIndex(hand => hand.person === view.you.id)
  if (view.speaker === view.you.id) return <b>{t('you.called')}</b>
  if (place >= 0) return t('you.handPlace', { place: place + 1 })
  if (view.breakUntil !== null) return t('you.break')
  switch (ask.say) {
    case 'brainstormSome':
    case 'group':
    case 'actions':
    case 'voteLeft':
      return t(`you.${ask.say}`, { count: ask.count })
    case 'closeAccept':
      return t('you.closeAccept', { action: ask.text })
    default:
      return t(`you.${ask.say}`)
  }
}

function AskedButton({ ask }: { readonly ask: Asked }) {
  const { t } = useTranslation('meeting')
  const { run, join } = useRoom()
  const goTo = (id: string): void => {
    join()
    requestAnimationFrame(() => document.getElementById(id)?.focus())
  }
  switch (ask.do) {
    case 'finish':
      return <FinishButton />
    case 'writeCard':
      return (
        <Button size="sm" onClick={() => goTo(CARD_FIELD_ID)}>
          {t('you.writeCard')}
        </Button>
      )
    case 'passLearning':
      return (
        <Button size="sm" variant="default" onClick={() => run({ type: 'passLearning' })}>
          {t('you.pass')}
        </Button>
      )
    case 'accept':
      return (
        <Button size="sm" onClick={() => run({ type: 'acceptAction', action: ask.action })}>
          {t('you.accept')}
        </Button>
      )
    case 'answer':
      return (
        <Button size="sm" onClick={() => goTo(CLOSING_ID)}>
          {t('you.closeAnswer')}
        </Button>
      )
    default:
      return null
  }
}

/** "I'm finished" with this step, or not after all (M21). */
function FinishButton() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const isFinished = view.finished.own
  return (
    <Button
      size="sm"
      variant={isFinished ? 'light' : 'filled'}
      aria-pressed={isFinished}
      title={isFinished ? t('you.unfinish') : undefined}
      leftSection={isFinished ? '✓' : undefined}
      onClick={() => run({ type: isFinished ? 'unfinishStep' : 'finishStep' })}
    >
      {t('you.finish')}
    </Button>
  )
}
