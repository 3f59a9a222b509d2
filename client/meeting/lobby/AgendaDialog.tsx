import { ActionIcon, Button, Text, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepPlan } from '../../../shared/meeting/agenda.ts'
import type { AgendaTemplate } from '../../../shared/protocol/agendaApi.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { leaveField } from '../../ui/focus.ts'
import classes from './Lobby.module.css'
import type { SavedAgendas } from './useAgendas.ts'

/** Keeps the present agenda under a name; renames and deletes those that the workspace has. */
export function AgendaDialog(props: {
  readonly plan: readonly StepPlan[]
  readonly saved: SavedAgendas
  readonly onClose: () => void
}) {
  const { t } = useTranslation('meeting')
  const { plan, saved, onClose } = props
  return (
    <Dialog onClose={onClose} title={t('lobby.savedTitle')} centered lockScroll={false}>
      <KeepForm plan={plan} saved={saved} />
      {saved.list.length > 0 && (
        <>
          <h3 className={classes.dialogHeading}>{t('lobby.savedAll')}</h3>
          <ul className={classes.saved}>
            {saved.list.map(agenda => (
              <Saved key={agenda.id} agenda={agenda} saved={saved} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

function KeepForm({ plan, saved }: { readonly plan: readonly StepPlan[]; readonly saved: SavedAgendas }) {
  const { t } = useTranslation('meeting')
  const [name, setName] = useState('')
  const [refusal, setRefusal] = useState('')
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const result = await saved.keep(name, plan)
    setRefusal(result.ok ? '' : result.error.message)
    if (result.ok) setName('')
  }
  return (
    <form className={classes.keep} onSubmit={event => void keep(event)}>
      <TextInput
        label={t('lobby.savedName')}
        description={t('lobby.savedHint', { count: plan.length })}
        maxLength={60}
        data-autofocus
        value={name}
        error={refusal}
        onChange={event => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('lobby.savedKeep')}
      </Button>
    </form>
  )
}

/** One of them: its name is changed in place, and deleting asks once more. */
function Saved({ agenda, saved }: { readonly agenda: AgendaTemplate; readonly saved: SavedAgendas }) {
  const { t } = useTranslation('meeting')
  const [name, setName] = useState(agenda.name)
  const [refusal, setRefusal] = useState('')
  const [isDeleting, setDeleting] = useState(false)
  const rename = async (): Promise<void> => {
    if (name.trim() === '' || name.trim() === agenda.name) return setName(agenda.name)
    const result = await saved.rename(agenda.id, name)
    setRefusal(result.ok ? '' : result.error.message)
  }
  const remove = async (): Promise<void> => {
    const result = await saved.remove(agenda.id)
    setRefusal(result.ok ? '' : result.error.message)
  }
  return (
    <li>
      <TextInput
        aria-label={t('lobby.savedRename', { name: agenda.name })}
        maxLength={60}
        value={name}
        error={refusal}
        onChange={event => setName(event.currentTarget.value)}
        onBlur={() => void rename()}
        onKeyDown={event => {
          if (event.key === 'Enter') leaveField(event)
        }}
      />
      <Text size="sm" c="dimmed">
        {t('rail.minutes', { count: agenda.steps.reduce((sum, step) => sum + step.minutes, 0) })}
      </Text>
      {isDeleting ? (
        <Button size="compact-sm" color="red" variant="light" onClick={() => void remove()}>
          {t('lobby.savedDelete')}
        </Button>
      ) : (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('lobby.savedRemove', { name: agenda.name })}
          onClick={() => setDeleting(true)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </li>
  )
}
