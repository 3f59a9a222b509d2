import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeName } from '../connection/session.ts'
import { Dialog } from '../ui/Dialog.tsx'

/** Changes the name that others see. */
export function RenameDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(name)
  const [refusal, setRefusal] = useState('')
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const result = await changeName(draft)
    if (result.ok) onClose()
    else setRefusal(result.error.message)
  }
  return (
    <Dialog onClose={onClose} title={t('account.rename')}>
      <form onSubmit={event => void save(event)}>
        <TextInput
          label={t('account.name')}
          value={draft}
          maxLength={60}
          error={refusal}
          data-autofocus
          onChange={event => setDraft(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={draft.trim() === ''}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
