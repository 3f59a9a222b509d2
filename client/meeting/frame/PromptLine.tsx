import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentStep, useRoom } from '../room.ts'
import classes from './Bar.module.css'

/** What the `q` key presses. */
export const QUESTION_ID = 'meeting-question'

/** A question that the facilitator may ask now; the agenda's own ones before the usual ones. */
export function PromptLine() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const { step } = currentStep(view)
  const [turn, setTurn] = useState({ step: '', place: 0 })
  if (!step) return null
  const questions = step.prompts?.length ? step.prompts : t(`questions.${step.kind}`, { returnObjects: true })
  const place = turn.step === step.id ? turn.place : 0
  return (
    <div className={classes.question}>
      <p className={classes.quote} aria-live="polite">
        “{questions[place % questions.length]}”
      </p>
      <Button
        id={QUESTION_ID}
        variant="subtle"
        color="gray"
        size="compact-sm"
        onClick={() => setTurn({ step: step.id, place: place + 1 })}
      >
        {t('bar.nextQuestion')}
      </Button>
    </div>
  )
}
