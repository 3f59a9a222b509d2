import { Button, Tooltip } from '@mantine/core'
import { IconFocus2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Spotlight } from '../../../shared/meeting/state.ts'
import { type Room, shownStep, useRoom } from '../room.ts'
import classes from './Bar.module.css'

/** Points everyone who follows to what the facilitator has selected, or takes that back (M14). */
export function SpotlightButton() {
  const { t } = useTranslation('meeting')
  const room = useRoom()
  const { view, run } = room
  const target = targetOf(room)
  const isOn =
    view.spotlight !== null &&
    (target === null || (view.spotlight.section === target.section && view.spotlight.item === target.item))
  return (
    <Tooltip label={t('bar.spotlightHint')}>
      <Button
        variant={isOn ? 'light' : 'default'}
        size="sm"
        className={classes.tool ?? ''}
        aria-label={isOn ? t('bar.spotlightOff') : t('bar.spotlight')}
        leftSection={<IconFocus2 size={16} />}
        aria-pressed={isOn}
        disabled={!isOn && target === null}
        onClick={() =>
          run(isOn || !target ? { type: 'spotlight', section: null } : { type: 'spotlight', ...target })
        }
      >
        <span className={classes.word}>{isOn ? t('bar.spotlightOff') : t('bar.spotlight')}</span>
      </Button>
    </Tooltip>
  )
}

/** What the spotlight would point to: the selected item, or else the part of the document that is shown. */
export function targetOf(room: Room): Spotlight | null {
  if (room.selected) return room.selected
  if (room.place.in === 'document') return { section: room.place.part, item: null }
  switch (shownStep(room)?.kind) {
    case 'timeline':
      return { section: 'timeline', item: null }
    case 'group':
    case 'vote':
      return { section: 'factors', item: null }
    case 'actions':
    case 'close':
      return { section: 'actions', item: null }
    case 'learn':
      return { section: 'lessons', item: null }
    default:
      return { section: 'summary', item: null }
  }
}
