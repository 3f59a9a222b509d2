import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { currentStep, useRoom } from '../room.ts'

/** Where the `v` key goes for a facilitator. */
export const VOTE_ID = 'meeting-vote'

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
  if (kind === 'timeline' && !view.progress.timelineConfirmed) {
    return (
      <Button variant="light" size="sm" onClick={() => run({ type: 'confirmTimeline' })}>
        {t('bar.confirmTimeline')}
      </Button>
    )
  }
  if (kind === 'group' && view.progress.cardsHeld) {
    return (
      <Button variant="light" size="sm" onClick={() => run({ type: 'revealCards' })}>
        {t('bar.reveal')}
      </Button>
    )
  }
  if (kind === 'vote') {
    const isOpen = view.vote.phase === 'open'
    return (
      <Button
        id={VOTE_ID}
        variant="light"
        size="sm"
        onClick={() => run({ type: isOpen ? 'closeVote' : 'openVote' })}
      >
        {isOpen ? t('bar.closeVote') : t('bar.openVote')}
      </Button>
    )
  }
  return null
}
