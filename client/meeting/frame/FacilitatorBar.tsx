import { Button } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { HandsMenu } from '../people/HandsMenu.tsx'
import { currentStep, useRoom } from '../room.ts'
import classes from './Bar.module.css'
import { BarMenu } from './BarMenu.tsx'
import { FinishedCount } from './FinishedCount.tsx'
import { NextStep } from './NextStep.tsx'
import { PaceCounts } from './PaceCounts.tsx'
import { PromptLine } from './PromptLine.tsx'
import { SpotlightButton } from './SpotlightButton.tsx'
import { StepAction } from './StepAction.tsx'
import { TimeControls } from './TimeControls.tsx'
import { useExit } from './useExit.ts'

/** Where the `b` key goes. */
export const BACK_ID = 'meeting-back'

/** The facilitator's bar: a question at hand, the clock, where all look, and what is open before the next step. */
export function FacilitatorBar() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const exit = useExit()
  const { index } = currentStep(view)
  return (
    <section className={classes.bar} aria-label={t('bar.label')}>
      <div className={classes.line}>
        <PromptLine />
        <div className={classes.tools}>
          <TimeControls />
          <SpotlightButton />
          <HandsMenu />
          <BarMenu />
        </div>
      </div>
      <div className={classes.line}>
        <Button
          id={BACK_ID}
          variant="default"
          size="sm"
          className={classes.tool ?? ''}
          aria-label={t('bar.back')}
          leftSection={<IconChevronLeft size={16} />}
          disabled={index === 0}
          onClick={() => run({ type: 'returnToStep', step: index - 1 })}
        >
          <span className={classes.word}>{t('bar.back')}</span>
        </Button>
        <FinishedCount />
        <PaceCounts />
        <ul className={classes.open}>
          {exit.map(condition => (
            <li key={condition.code}>{condition.message}</li>
          ))}
        </ul>
        <StepAction />
        <NextStep />
      </div>
    </section>
  )
}
