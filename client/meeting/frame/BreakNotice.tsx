import { useTranslation } from 'react-i18next'
import { zonedTime } from '../../hooks/clockText.ts'
import { useStepClock } from '../../hooks/useStepClock.ts'
import { useRoom } from '../room.ts'
import classes from './BreakNotice.module.css'

/** While a break lasts: that there is one, and when the meeting goes on. Whoever wants to may work on meanwhile. */
export function BreakNotice() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const until = useStepClock(view)?.breakUntil ?? null
  if (until === null) return null
  return (
    <section className={classes.notice} aria-label={t('pause.title')}>
      <strong className={classes.title}>{t('pause.title')}</strong>
      <span>{t('pause.until', { time: zonedTime(until) })}</span>
      <span className={classes.quiet}>{t(view.you.facilitator ? 'pause.facilitator' : 'pause.others')}</span>
    </section>
  )
}
