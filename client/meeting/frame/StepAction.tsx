import { Button, Group, Popover, Text } from '@mantine/core'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useList } from '../../hooks/useList.ts'
import { currentStep, useRoom } from '../room.ts'

/** Where the `v` key goes for a facilitator; a popover's target gets an id of its own. */
export const VOTE_BUTTON = '[data-key="vote"]'

/** The one thing that only the facilitator can do in this step: agree the timeline, reveal, open or close the vote. */
export function StepAction() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const kind = currentStep(view).step?.kind
  if (kind === 'opening' && !view.progress.toneAcknowledged) {
    return (
      <Button variant="light" size="sm" onClick={() => run({ type: 'acknowledgeTone' })}>
        {t('tone.acknowledge')}
      </Button>
    )
  }
  if (kind === 'timeline' && !view.progress.timelineConfirmed) return <ConfirmTimeline />
  if (kind === 'group' && view.progress.cardsHeld) {
    return (
      <Button variant="light" size="sm" onClick={() => run({ type: 'revealCards' })}>
        {t('bar.reveal')}
      </Button>
    )
  }
  if (kind === 'vote') {
    return <VoteAction />
  }
  return null
}

/** The room confirms a timeline in which nothing is disputed. */
function ConfirmTimeline() {
  const { t } = useTranslation('meeting')
  const { run } = useRoom()
  const isDisputed = useList('timeline').some(({ state }) => state === 'disputed')
  return (
    <Button
      variant="light"
      size="sm"
      disabled={isDisputed}
      title={isDisputed ? t('timeline.confirmBlocked') : undefined}
      onClick={() => run({ type: 'confirmTimeline' })}
    >
      {t('bar.confirmTimeline')}
    </Button>
  )
}

/** A press that was meant for what stood in the same place before does nothing, ms. */
const GUARD = 1_000

/** Opens the vote, or closes it; with ballots missing it asks first, since what is counted then is the result (M12). */
function VoteAction() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const { phase, voted, of } = view.vote
  const [isAsking, setAsking] = useState(false)
  const [isGuarded, setGuarded] = useState(false)
  const shown = useRef(phase)
  useLayoutEffect(() => {
    if (shown.current === phase) return
    shown.current = phase
    setAsking(false)
    setGuarded(true)
    const timer = setTimeout(() => setGuarded(false), GUARD)
    return () => clearTimeout(timer)
  }, [phase])
  const missing = Math.max(0, of - voted)
  const press = (): void => {
    if (isGuarded) return
    if (phase !== 'open') void run({ type: 'openVote' })
    else if (missing > 0) setAsking(!isAsking)
    else void run({ type: 'closeVote' })
  }
  return (
    <Popover
      opened={isAsking}
      onChange={setAsking}
      position="top-end"
      width={300}
      shadow="md"
      trapFocus
      returnFocus
      withArrow
    >
      <Popover.Target>
        <Button
          data-key="vote"
          variant="light"
          size="sm"
          aria-disabled={isGuarded || undefined}
          onClick={press}
        >
          {phase === 'open' ? t('bar.closeVote') : t('bar.openVote')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{t('bar.closeEarly', { count: missing, of })}</Text>
        <Group gap="xs" mt="sm" justify="flex-end">
          <Button size="xs" variant="default" onClick={() => setAsking(false)}>
            {t('bar.keepOpen')}
          </Button>
          <Button
            size="xs"
            onClick={() => {
              setAsking(false)
              void run({ type: 'closeVote' })
            }}
          >
            {t('bar.closeNow')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
