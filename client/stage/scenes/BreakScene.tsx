import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeetingView } from '../../../shared/meeting/view.ts'
import { clockText, zonedTime } from '../../hooks/clockText.ts'
import { useStepClock } from '../../hooks/useStepClock.ts'
import classes from './Scenes.module.css'

/** What the step shows, and during a break how long it still lasts, to be read from the coffee machine. */
export function OrBreak({ view, children }: { readonly view: MeetingView; readonly children: ReactNode }) {
  const { t } = useTranslation('stage')
  const clock = useStepClock(view)
  if (!clock || clock.breakUntil === null) return children
  return (
    <div className={classes.words}>
      <p className={classes.tone}>{t('pause.title')}</p>
      <p className={classes.breakClock}>{clockText(clock.breakUntil - clock.now)}</p>
      <p className={classes.second}>{t('pause.until', { time: zonedTime(clock.breakUntil) })}</p>
    </div>
  )
}
