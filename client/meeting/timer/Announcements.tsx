import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStepClock } from '../../hooks/useStepClock.ts'
import { currentStep, useRoom } from '../room.ts'
import { useMuted } from './useMuted.ts'

const WARNINGS = ['none', 'five-minutes', 'one-minute', 'time-up'] as const

/**
 * Tells screen readers about steps and timer warnings (M8): each warning when the clock comes down to it, also once
 * more after minutes were added, and never on the way up.
 */
export function Announcements() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const clock = useStepClock(view)
  const [isMuted] = useMuted()
  const [said, setSaid] = useState('')
  const { step, index } = currentStep(view)
  const title = step?.title ?? ''
  const { status } = view
  const of = view.steps.length

  useEffect(() => {
    if (status === 'ended') setSaid(t('moved.ended'))
    else if (status === 'running') setSaid(t('moved.said', { number: index + 1, of, step: title }))
  }, [status, index, of, title, t])

  const warning = clock && !clock.isPaused && !isMuted ? clock.warning : 'none'
  const before = useRef(warning)
  const warned = useRef('')
  useEffect(() => {
    const isLess = WARNINGS.indexOf(warning) < WARNINGS.indexOf(before.current)
    const isMore = WARNINGS.indexOf(warning) > WARNINGS.indexOf(before.current)
    before.current = warning
    // The same words once more would be no change, and nothing would be said.
    if (isLess) setSaid(present => (present === warned.current ? '' : present))
    if (!isMore || warning === 'none') return
    warned.current = t(`timer.said.${warning}`, { step: title })
    setSaid(warned.current)
  }, [warning, title, t])

  return (
    <VisuallyHidden role="status" aria-live="polite">
      {said}
    </VisuallyHidden>
  )
}
