import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStepClock } from '../../hooks/useStepClock.ts'
import { useRoom } from '../room.ts'
import classes from './Bar.module.css'

/** Pause or resume, and a minute or five more (M6, M7). */
export function TimeControls() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const clock = useStepClock(view)
  if (!clock) return null
  const stands = clock.isPaused || clock.breakUntil !== null
  return (
    <>
      <Button
        variant="default"
        size="sm"
        className={`${classes.tool} ${classes.pause}`}
        aria-label={stands ? t('bar.resume') : t('bar.pause')}
        leftSection={stands ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
        onClick={() => run({ type: stands ? 'resumeTimer' : 'pauseTimer' })}
      >
        <span className={classes.word}>{stands ? t('bar.resume') : t('bar.pause')}</span>
      </Button>
      <Button.Group className={classes.plus ?? ''}>
        {[1, 5].map(minutes => (
          <Button
            key={minutes}
            variant="default"
            size="sm"
            px={12}
            aria-label={t('bar.plusSpoken', { minutes, what: t('bar.plusLabel', { count: minutes }) })}
            onClick={() => run({ type: 'extendTimer', minutes })}
          >
            {t('bar.plus', { minutes })}
          </Button>
        ))}
      </Button.Group>
    </>
  )
}
