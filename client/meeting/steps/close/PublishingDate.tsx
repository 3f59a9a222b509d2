import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../../shared/base/time.ts'
import { followUpBy } from '../../../../shared/meeting/followUp.ts'
import { useNow } from '../../../hooks/useNow.ts'
import { useRoom } from '../../room.ts'
import classes from './Close.module.css'

/** The day on which the review is published inside; the second working day from now is proposed. */
export function PublishingDate() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const now = useNow(60_000)
  const [date, setDate] = useState<string | null>(null)
  const shown = date ?? view.publishOn ?? isoDay(followUpBy(now))
  if (!view.you.facilitator || view.status !== 'running') {
    return (
      <p className={classes.hint}>
        {view.publishOn ? t('close.publishOn', { date: longDay(view.publishOn) }) : t('close.publishUnset')}
      </p>
    )
  }
  return (
    <Group gap="sm" align="end">
      <TextInput
        type="date"
        aria-label={t('close.publish')}
        value={shown}
        onChange={event => setDate(event.currentTarget.value)}
      />
      <Button
        variant={view.publishOn === shown ? 'light' : 'filled'}
        disabled={shown === '' || view.publishOn === shown}
        onClick={() => run({ type: 'setPublishingDate', date: shown })}
      >
        {t('close.setDate')}
      </Button>
      <span className={classes.hint}>
        {view.publishOn ? t('close.publishOn', { date: longDay(view.publishOn) }) : t('close.publishBy')}
      </span>
    </Group>
  )
}

/** A day such as `2026-05-29` as "Friday, 29 May". */
export const longDay = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
