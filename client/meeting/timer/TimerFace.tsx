import { ActionIcon, Tooltip } from '@mantine/core'
import { IconBell, IconBellOff } from '@tabler/icons-react'
import { type KeyboardEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { clockText, wallTime, wholeMinutes } from '../../hooks/clockText.ts'
import { type StepClock, useStepClock } from '../../hooks/useStepClock.ts'
import { useRoom } from '../room.ts'
import classes from './TimerFace.module.css'
import { useMuted } from './useMuted.ts'

/** Where the `t` key goes. */
export const TIMER_ID = 'meeting-timer'

/**
 * The clock of the step the meeting is in: large, tabular, quiet until five minutes, amber then, and counting up
 * past zero, always with words (M8). Facilitators change it by keyboard; anyone may mute it for themselves.
 */
export function TimerFace() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const clock = useStepClock(view)
  const [isMuted, setMuted] = useMuted()
  const hint = useId()
  if (!clock) return null
  const onKeyDown = (event: KeyboardEvent): void => {
    const minutes = event.shiftKey ? 5 : 1
    if (event.key === 'ArrowUp') void run({ type: 'extendTimer', minutes })
    else if (event.key === 'ArrowDown') void run({ type: 'extendTimer', minutes: -minutes })
    else if (event.key === ' ') void run({ type: clock.isPaused ? 'resumeTimer' : 'pauseTimer' })
    else return
    event.preventDefault()
  }
  const may = view.you.facilitator
  const label = isMuted ? t('timer.unmute') : t('timer.mute')
  return (
    <div
      className={classes.timer}
      data-warning={isMuted || clock.breakUntil !== null ? 'none' : clock.warning}
      data-muted={isMuted}
    >
      <div
        id={TIMER_ID}
        className={classes.face}
        role="timer"
        aria-label={t('timer.label')}
        aria-describedby={may ? hint : undefined}
        tabIndex={may ? 0 : -1}
        onKeyDown={may ? onKeyDown : undefined}
      >
        <span className={classes.figures}>{clockText(clock.remainingMs)}</span>
      </div>
      <div className={classes.words}>
        <TimerWords clock={clock} />
        <Tooltip label={label}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={label}
            aria-pressed={isMuted}
            onClick={() => setMuted(!isMuted)}
          >
            {isMuted ? <IconBellOff size={15} /> : <IconBell size={15} />}
          </ActionIcon>
        </Tooltip>
      </div>
      {may && (
        <span id={hint} hidden>
          {t('timer.hint')}
        </span>
      )}
    </div>
  )
}

/** The same in words: colour is never the only signal. */
function TimerWords({ clock }: { readonly clock: StepClock }) {
  const { t } = useTranslation('meeting')
  const of = t('timer.of', { minutes: wholeMinutes(clock.durationMs) })
  if (clock.breakUntil !== null) return <b>{t('timer.break', { time: wallTime(clock.breakUntil) })}</b>
  if (clock.isPaused) {
    return (
      <>
        <b>{t('timer.paused')}</b> {of}
      </>
    )
  }
  if (clock.warning === 'none') return <>{of}</>
  return (
    <>
      <b>{t(`timer.${clock.warning}`)}</b> {of}
    </>
  )
}
