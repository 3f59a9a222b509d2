import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStepClock } from '../../hooks/useStepClock.ts'
import { currentStep, useRoom } from '../room.ts'
import { useMuted } from './useMuted.ts'

/** Tells screen readers about steps and timer warnings, each once (M8). */
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
  useEffect(() => {
    if (warning !== 'none' && warning !== before.current) setSaid(t(`timer.said.${warning}`, { step: title }))
    before.current = warning
  }, [warning, title, t])

  return (
    <VisuallyHidden role="status" aria-live="polite">
      {said}
    </VisuallyHidden>
  )
}
