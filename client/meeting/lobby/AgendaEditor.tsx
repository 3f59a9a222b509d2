import { ActionIcon, Button, Menu, Textarea, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconMessageQuestion, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { STEP_KINDS, STEP_TITLES, type StepPlan } from '../../../shared/meeting/agenda.ts'
import { newId } from '../../document/parts/newId.ts'
import { useRoom } from '../room.ts'
import classes from './Lobby.module.css'
import { requestsOf } from './useAgendas.ts'

interface Draft extends StepPlan {
  readonly key: string
}

const drafts = (plan: readonly StepPlan[]): readonly Draft[] => plan.map(step => ({ ...step, key: newId() }))

/** Titles, minutes, questions and order of the steps; nothing changes for others until it is saved. */
export function AgendaEditor(props: { readonly plan: readonly StepPlan[]; readonly onDone: () => void }) {
  const { t } = useTranslation('meeting')
  const { run } = useRoom()
  const [steps, setSteps] = useState(() => drafts(props.plan))
  const change = (key: string, fields: Partial<StepPlan>): void =>
    setSteps(now => now.map(step => (step.key === key ? { ...step, ...fields } : step)))
  const move = (from: number, to: number): void =>
    setSteps(now => {
      const step = now[from]
      return step ? now.toSpliced(from, 1).toSpliced(to, 0, step) : now
    })
  const save = async (): Promise<void> => {
    if (await run({ type: 'openMeeting', agenda: requestsOf(steps) })) props.onDone()
  }
  return (
    <form
      className={classes.editor}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <ol className={classes.drafts}>
        {steps.map((step, index) => (
          <StepFields
            key={step.key}
            step={step}
            index={index}
            isLast={index === steps.length - 1}
            onChange={fields => change(step.key, fields)}
            onMove={by => move(index, index + by)}
            onRemove={() => setSteps(now => now.filter(other => other.key !== step.key))}
          />
        ))}
      </ol>
      <div className={classes.row}>
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <Button size="compact-sm" variant="default">
              {t('agenda.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {STEP_KINDS.map(kind => (
              <Menu.Item
                key={kind}
                onClick={() =>
                  setSteps(now => [
                    ...now,
                    { kind, title: STEP_TITLES[kind], minutes: 5, prompts: null, key: newId() },
                  ])
                }
              >
                {STEP_TITLES[kind]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <span className={classes.hint}>
          {t('agenda.total', { count: steps.reduce((sum, step) => sum + step.minutes, 0) })}
        </span>
      </div>
      <div className={classes.row}>
        <Button type="submit" size="sm" disabled={steps.length === 0}>
          {t('lobby.save')}
        </Button>
        <Button size="sm" variant="default" onClick={props.onDone}>
          {t('brainstorm.cancel')}
        </Button>
      </div>
    </form>
  )
}

function StepFields(props: {
  readonly step: StepPlan
  readonly index: number
  readonly isLast: boolean
  readonly onChange: (fields: Partial<StepPlan>) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation('meeting')
  const { step, index, isLast, onChange, onMove, onRemove } = props
  const [hasPrompts, setPrompts] = useState(step.prompts !== null)
  const number = index + 1
  const tool = { variant: 'subtle', color: 'gray' } as const
  return (
    <li className={classes.draft}>
      <TextInput
        aria-label={t('agenda.titleOf', { number })}
        maxLength={200}
        value={step.title}
        onChange={event => onChange({ title: event.currentTarget.value })}
      />
      <TextInput
        type="number"
        aria-label={t('agenda.minutesOf', { number })}
        min={1}
        max={240}
        step={1}
        required
        value={step.minutes || ''}
        onChange={event => onChange({ minutes: Math.round(event.currentTarget.valueAsNumber) || 0 })}
      />
      <ActionIcon.Group>
        <ActionIcon
          {...tool}
          aria-label={t('agenda.promptsOf', { number })}
          aria-pressed={hasPrompts}
          onClick={() => setPrompts(!hasPrompts)}
        >
          <IconMessageQuestion size={16} />
        </ActionIcon>
        <ActionIcon
          {...tool}
          disabled={index === 0}
          aria-label={t('agenda.up', { step: step.title })}
          onClick={() => onMove(-1)}
        >
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon
          {...tool}
          disabled={isLast}
          aria-label={t('agenda.down', { step: step.title })}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={16} />
        </ActionIcon>
        <ActionIcon {...tool} aria-label={t('agenda.remove', { step: step.title })} onClick={onRemove}>
          <IconX size={16} />
        </ActionIcon>
      </ActionIcon.Group>
      {hasPrompts && (
        <Textarea
          className={classes.prompts}
          aria-label={t('agenda.promptsOf', { number })}
          description={t('agenda.promptsHint')}
          autosize
          minRows={2}
          value={(step.prompts ?? []).join('\n')}
          onChange={event => onChange({ prompts: promptsIn(event.currentTarget.value) })}
          onBlur={event => onChange({ prompts: cleaned(event.currentTarget.value) })}
        />
      )}
    </li>
  )
}

/** Lines as they are typed; at most twelve. */
const promptsIn = (text: string): readonly string[] | null =>
  text === '' ? null : text.split('\n').slice(0, 12)

const cleaned = (text: string): readonly string[] | null => {
  const lines = text.split('\n').map(line => line.trim())
  const kept = lines.filter(line => line !== '').slice(0, 12)
  return kept.length > 0 ? kept : null
}
