import { type ComponentType, lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepKind } from '../../../shared/meeting/agenda.ts'
import { ParkButton } from '../frame/ParkButton.tsx'
import { shownStep, useRoom } from '../room.ts'
import { ActionsStep } from './actions/ActionsStep.tsx'
import { ParkedIdeas } from './actions/ParkedIdeas.tsx'
import { BrainstormStep } from './cards/BrainstormStep.tsx'
import { CloseStep } from './close/CloseStep.tsx'
import { DocumentPlace } from './DocumentPlace.tsx'
import { LearnStep } from './learn/LearnStep.tsx'
import { OpeningStep } from './opening/OpeningStep.tsx'
import { TimelineStep } from './timeline/TimelineStep.tsx'
import { VoteStep } from './vote/VoteStep.tsx'
import classes from './Work.module.css'

// Dragging is needed in one step alone: whoever joins need not wait for it.
const GroupStep = lazy(async () => ({ default: (await import('./group/GroupStep.tsx')).GroupStep }))

const STEPS: Readonly<Record<StepKind, ComponentType>> = {
  opening: OpeningStep,
  timeline: TimelineStep,
  brainstorm: BrainstormStep,
  group: GroupStep,
  vote: VoteStep,
  actions: ActionsStep,
  learn: LearnStep,
  close: CloseStep,
}

/** The work of the step that is shown, or the part of the document somebody looks at. */
export function Work() {
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
  return (
    <Suspense fallback={<p className={classes.hint}>{t('loading')}</p>}>
      <Step key={step.id} />
    </Suspense>
  )
}
