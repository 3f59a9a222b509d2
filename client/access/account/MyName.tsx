import { Button, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeName } from '../../connection/session.ts'
import classes from './Account.module.css'

/** The name that others see, to change. */
export function MyName({ name, onChange }: { readonly name: string; readonly onChange: () => void }) {
  const { t } = useTranslation('account')
  const [draft, setDraft] = useState(name)
  const [said, setSaid] = useState<{ readonly refusal: string } | null>(null)
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const result = await changeName(draft)
    setSaid({ refusal: result.ok ? '' : result.error.message })
    onChange()
  }
  return (
    <form className={classes.form} onSubmit={event => void save(event)}>
      <TextInput
        label={t('name')}
        value={draft}
        maxLength={60}
        autoComplete="name"
        error={said?.refusal}
        flex="1 1 14rem"
        maw="22rem"
        onChange={event => {
          setDraft(event.currentTarget.value)
          setSaid(null)
        }}
      />
      <Button type="submit" variant="default" disabled={draft.trim() === '' || draft.trim() === name}>
        {t('saveName')}
      </Button>
      <Text size="sm" c="dimmed" role="status" w="100%">
        {said?.refusal === '' && t('nameSaved')}
      </Text>
    </form>
  )
}
