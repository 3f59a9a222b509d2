import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { currentStep, isAtMeeting, shownStep, useRoom } from '../room.ts'
import { TimerFace } from '../timer/TimerFace.tsx'
import classes from './StepHead.module.css'
import { WhyThisStep } from './WhyThisStep.tsx'

/** The step's number, title and one line about its purpose, with the clock; says so when one looks elsewhere (M25). */
export function StepHead() {
  const { t } = useTranslation('meeting')
  const room = useRoom()
  const { place, view, join } = room
  const shown = shownStep(room)
  const { step } = currentStep(view)
  const isElsewhere = view.status === 'running' && !isAtMeeting(room)
  return (
    <>
      {isElsewhere && (
        <div className={classes.elsewhere}>
          <span>
            {shown
              ? t('look.ahead', { step: shown.title, current: step?.title ?? '' })
              : t('look.section', { current: step?.title ?? '' })}
          </span>
          <Button size="compact-sm" variant="default" onClick={join}>
            {t('look.back')}
          </Button>
        </div>
      )}
      <header className={classes.head}>
        {shown && place.in === 'step' ? (
          <div className={classes.titles}>
            <h1 className={classes.title} tabIndex={-1}>
              <span className={classes.number}>{place.index + 1}</span>
              {shown.title}
            </h1>
            <p className={classes.purpose}>
              {t(`purpose.${shown.kind}`)} <WhyThisStep kind={shown.kind} />
            </p>
          </div>
        ) : (
          <div className={classes.titles}>
            <h1 className={classes.title}>
              {place.in === 'document' ? t(`sections.${place.part}`) : t('sections.parked')}
            </h1>
          </div>
        )}
        <TimerFace />
      </header>
    </>
  )
}
