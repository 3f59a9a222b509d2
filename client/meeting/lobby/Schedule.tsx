import { Anchor, Button, Checkbox, Group, Popover, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HOUR, MINUTE } from '../../../shared/base/time.ts'
import { dayAndWallTime, zonedTime, zoneName } from '../../hooks/clockText.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useNow } from '../../hooks/useNow.ts'
import { useRoom } from '../room.ts'
import classes from './Lobby.module.css'

/** When the meeting is, how long until then, and for the facilitator the settings beside the agenda. */
export function Schedule() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const { postmortem, isLocal } = useConnection()
  const now = useNow(10_000)
  const { start, end } = view.schedule
  const wait = start - now
  const distance = durationText(Math.abs(wait))
  return (
    <Group gap="md" align="baseline" className={classes.schedule}>
      <span>
        {view.schedule.isChosen ? `${dayAndWallTime(start)}–${zonedTime(end)}` : t('lobby.whenStarted')}
      </span>
      <span className={classes.hint}>
        {view.schedule.isChosen &&
          Math.abs(wait) > MINUTE / 2 &&
          (wait > 0 ? t('lobby.inTime', { time: distance }) : t('lobby.late', { time: distance }))}
      </span>
      {view.you.facilitator && <PlanSettings key={`${start}-${end}`} />}
      {!isLocal && (
        <Anchor href={`/api/postmortems/${postmortem}/export?format=ics`} size="sm">
          {t('lobby.calendar')}
        </Anchor>
      )}
    </Group>
  )
}

function PlanSettings() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const [isOpen, setOpen] = useState(false)
  const [start, setStart] = useState(localInput(view.schedule.start))
  const [dots, setDots] = useState(view.vote.dots)
  const [isOneEach, setOneEach] = useState(view.vote.oneDotEach)
  const [facilitatorsVote, setFacilitatorsVote] = useState(view.vote.mayVote)
  const save = async (): Promise<void> => {
    const at = new Date(start).getTime()
    const isDone = await run({
      type: 'openMeeting',
      ...(Number.isFinite(at) && { scheduledStart: at }),
      dots,
      oneDotEach: isOneEach,
      facilitatorsVote,
    })
    if (isDone) setOpen(false)
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} width={300} shadow="md" trapFocus withArrow>
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setOpen(!isOpen)}>
          {t('lobby.schedule')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={event => {
            event.preventDefault()
            void save()
          }}
        >
          <Stack gap="sm">
            <TextInput
              type="datetime-local"
              label={t('lobby.startAt', { zone: zoneName(new Date(start).getTime() || view.schedule.start) })}
              value={start}
              onChange={event => setStart(event.currentTarget.value)}
            />
            <TextInput
              type="number"
              label={t('lobby.dots')}
              min={1}
              max={20}
              step={1}
              required
              value={dots || ''}
              onChange={event => setDots(Math.round(event.currentTarget.valueAsNumber) || 0)}
            />
            <Checkbox
              label={t('lobby.oneDot')}
              checked={isOneEach}
              onChange={event => setOneEach(event.currentTarget.checked)}
            />
            <Checkbox
              label={t('lobby.facilitatorsVote')}
              checked={facilitatorsVote}
              onChange={event => setFacilitatorsVote(event.currentTarget.checked)}
            />
            <Button type="submit" size="sm">
              {t('lobby.save')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

/** An instant as the local value of a `datetime-local` field. */
function localInput(ms: number): string {
  const at = new Date(ms)
  return new Date(ms - at.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16)
}

/** A duration in words, to the minute: `2 h 5 min`. */
function durationText(ms: number): string {
  const hours = Math.floor(ms / HOUR)
  const minutes = Math.round((ms % HOUR) / MINUTE)
  if (hours >= 48) return `${Math.round(hours / 24)} days`
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`
}
