import { type ComponentType, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepKind } from '../../../shared/meeting/agenda.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { part } from '../../ui/part.ts'
import { ParkButton } from '../frame/ParkButton.tsx'
import { shownStep, useRoom } from '../room.ts'
import { ParkedIdeas } from './actions/ParkedIdeas.tsx'
import { BrainstormStep } from './cards/BrainstormStep.tsx'
import { CloseStep } from './close/CloseStep.tsx'
import { LearnStep } from './learn/LearnStep.tsx'
import { usePreparedStep } from './usePreparedStep.ts'
import { VoteStep } from './vote/VoteStep.tsx'
import classes from './Work.module.css'

// Whoever joins need not wait for what another step works with: it comes while its step is still ahead.
const loadOpening = async () => ({ default: (await import('./opening/OpeningStep.tsx')).OpeningStep })
const loadTimeline = async () => ({ default: (await import('./timeline/TimelineStep.tsx')).TimelineStep })
const loadGroup = async () => ({ default: (await import('./group/GroupStep.tsx')).GroupStep })
const loadActions = async () => ({ default: (await import('./actions/ActionsStep.tsx')).ActionsStep })
const DocumentPlace = part(async () => ({ default: (await import('./DocumentPlace.tsx')).DocumentPlace }))

const STEPS: Readonly<Record<StepKind, ComponentType>> = {
  opening: part(loadOpening),
  timeline: part(loadTimeline),
  brainstorm: BrainstormStep,
  group: part(loadGroup),
  vote: VoteStep,
  actions: part(loadActions),
  learn: LearnStep,
  close: CloseStep,
}
const LOADERS = { opening: loadOpening, timeline: loadTimeline, group: loadGroup, actions: loadActions }

/** The work of the step that is shown, or the part of the document somebody looks at. */
export function Work() {
  const { t } = useTranslation('meeting')
  const room = useRoom()
  usePreparedStep(room.view, LOADERS)
  const shown = `${JSON.stringify(room.place)} ${shownStep(room)?.id}`
  return (
    <PartBoundary key={shown} name={shown}>
      <Suspense fallback={<p className={classes.hint}>{t('loadingStep')}</p>}>
        <Shown />
      </Suspense>
    </PartBoundary>
  )
}

function Shown() {
  const { t } = useTranslation('meeting')
  const room = useRoom()
  const { place, view } = room
  const step = shownStep(room)
  if (place.in === 'document') return <DocumentPlace part={place.part} />
  if (place.in === 'parked') {
    return (
      <div className={classes.parked}>
        <p className={classes.hint}>{t('park.hint')}</p>
        <ParkedIdeas factor={null} />
        {view.you.participant && <ParkButton />}
      </div>
    )
  }
  if (!step) return null
  const Step = STEPS[step.kind]
  return <Step key={step.id} />
}
