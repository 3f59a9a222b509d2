import { Button, SegmentedControl } from '@mantine/core'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  LEARNING_FIRST,
  PRESET_MINUTES,
  presetAgenda,
  type StepPlan,
} from '../../../shared/meeting/agenda.ts'
import type { OpenMeeting } from '../../../shared/meeting/commands.ts'
import { part } from '../../ui/part.ts'
import { useRoom } from '../room.ts'
import { AgendaMenu } from './AgendaMenu.tsx'
import classes from './Lobby.module.css'
import { isSameAgenda, planOf, requestsOf, useAgendas } from './useAgendas.ts'

const AgendaEditor = part(async () => ({ default: (await import('./AgendaEditor.tsx')).AgendaEditor }))

const CHOICES = [...PRESET_MINUTES.map(String), LEARNING_FIRST] as const

/** The agenda command of a choice such as `60` or `learning-first`. */
export function agendaOf(choice: string): Pick<OpenMeeting, 'minutes' | 'agenda'> {
  const minutes = PRESET_MINUTES.find(preset => String(preset) === choice)
  return minutes ? { minutes } : { agenda: LEARNING_FIRST }
}

/** One of the presets, as a row of buttons. */
export function PresetPicker(props: { readonly value: string; readonly onPick: (choice: string) => void }) {
  const { t } = useTranslation('meeting')
  return (
    <SegmentedControl
      className={classes.presets ?? ''}
      aria-label={t('lobby.agenda')}
      value={props.value}
      onChange={props.onPick}
      data={CHOICES.map(choice => ({
        value: choice,
        label:
          choice === LEARNING_FIRST ? t('lobby.learningFirst') : t('rail.minutes', { count: Number(choice) }),
      }))}
    />
  )
}

/** The agenda of the coming meeting: for a facilitator to choose and to edit, for others to read. */
export function AgendaChoice() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const [isEditing, setEditing] = useState(false)
  const saved = useAgendas()
  const plan = planOf(view)
  const choice = presetOf(plan)
  const isSaved = saved.list.some(agenda => isSameAgenda(agenda.steps, requestsOf(plan)))
  return (
    <section>
      <header className={classes.head}>
        <h2 className={classes.heading}>{t('lobby.agenda')}</h2>
        {view.you.facilitator && !isEditing && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setEditing(true)}>
            {t('lobby.edit')}
          </Button>
        )}
      </header>
      {view.you.facilitator && !isEditing && (
        <div className={classes.row}>
          <PresetPicker
            value={choice}
            onPick={next => void run({ type: 'openMeeting', ...agendaOf(next) })}
          />
          <AgendaMenu plan={plan} saved={saved} />
        </div>
      )}
      {choice === LEARNING_FIRST && <p className={classes.hint}>{t('lobby.learningFirstHint')}</p>}
      {choice === '' && !isEditing && !isSaved && <p className={classes.hint}>{t('lobby.custom')}</p>}
      {isEditing ? (
        <Suspense>
          <AgendaEditor plan={plan} onDone={() => setEditing(false)} />
        </Suspense>
      ) : (
        <ol className={classes.agenda}>
          {plan.map((step, index) => (
            <li key={view.steps[index]?.id}>
              <span>{step.title}</span>
              <span className={classes.minutes}>{t('rail.minutes', { count: step.minutes })}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

/** Which preset a plan is, or ''. */
function presetOf(plan: readonly StepPlan[]): string {
  const wanted = requestsOf(plan)
  const preset = ([...PRESET_MINUTES, LEARNING_FIRST] as const).find(each =>
    isSameAgenda(requestsOf(presetAgenda(each)), wanted),
  )
  return preset === undefined ? '' : String(preset)
}
