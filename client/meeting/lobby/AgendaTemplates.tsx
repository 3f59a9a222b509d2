import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepPlan } from '../../../shared/meeting/agenda.ts'
import classes from './Lobby.module.css'

interface Template {
  readonly name: string
  readonly steps: readonly StepPlan[]
}

/** Agendas kept under a name on this device, to be used again in another meeting. */
export function AgendaTemplates(props: {
  readonly plan: readonly StepPlan[]
  readonly onUse: (plan: readonly StepPlan[]) => void
}) {
  const { t } = useTranslation('meeting')
  const [kept, setKept] = useLocalStorage<readonly Template[]>({
    key: 'debrief-agendas',
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  const [name, setName] = useState('')
  const keep = (): void => {
    const steps = props.plan.map(({ kind, title, minutes, prompts }) => ({ kind, title, minutes, prompts }))
    const template = { name: name.trim(), steps }
    setKept([...kept.filter(other => other.name !== template.name), template])
    setName('')
  }
  return (
    <div className={classes.templates}>
      {kept.map(template => (
        <span key={template.name} className={classes.template}>
          <Button size="compact-sm" variant="default" onClick={() => props.onUse(template.steps)}>
            {t('lobby.templateUse', { name: template.name })}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('lobby.templateRemove', { name: template.name })}
            onClick={() => setKept(kept.filter(other => other.name !== template.name))}
          >
            <IconX size={14} />
          </ActionIcon>
        </span>
      ))}
      <TextInput
        size="xs"
        aria-label={t('lobby.templateName')}
        placeholder={t('lobby.templateName')}
        maxLength={60}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (name.trim() !== '') keep()
        }}
      />
      <Button size="compact-sm" variant="subtle" color="gray" disabled={name.trim() === ''} onClick={keep}>
        {t('lobby.templateSave')}
      </Button>
    </div>
  )
}
