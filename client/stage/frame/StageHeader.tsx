import { useTranslation } from 'react-i18next'
import type { MeetingView } from '../../../shared/meeting/view.ts'
import { clockText, wallTime } from '../../hooks/clockText.ts'
import { useStepClock } from '../../hooks/useStepClock.ts'
import classes from './Frame.module.css'

/** What this is about, which step of how many, and the clock. */
export function StageHeader({ view, title }: { readonly view: MeetingView | null; readonly title: string }) {
  const { t } = useTranslation('stage')
  const index = view?.current ?? null
  const step = index === null ? null : view?.steps[index]
  return (
    <header className={classes.header}>
      <p className={classes.title} dir="auto">
        {title || t('untitled')}
      </p>
      {view?.status === 'running' && step && index !== null && (
        <>
          <h1 className={classes.step}>
            <span className={classes.quiet}>{t('place', { number: index + 1, of: view.steps.length })}</span>{' '}
            {step.title}
          </h1>
          <StageTimer view={view} />
        </>
      )}
    </header>
  )
}

/** The same clock as on every screen, with words when it matters. */
function StageTimer({ view }: { readonly view: MeetingView }) {
  const { t } = useTranslation('stage')
  const clock = useStepClock(view)
  if (!clock) return null
  const words =
    clock.breakUntil !== null
      ? t('timer.break', { time: wallTime(clock.breakUntil) })
      : clock.isPaused
        ? t('timer.paused')
        : clock.warning === 'none'
          ? ''
          : t(`timer.${clock.warning}`)
  return (
    <div
      className={classes.timer}
      data-warning={clock.breakUntil === null ? clock.warning : 'none'}
      role="timer"
      aria-label={t('timer.label')}
    >
      <span className={classes.figures}>{clockText(clock.remainingMs)}</span>
      <span className={classes.words}>{words}</span>
    </div>
  )
}
