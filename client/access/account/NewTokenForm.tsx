import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SCOPES, type Scope } from '../../../shared/protocol/permissions.ts'
import type { NewTokenAnswer } from '../../../shared/protocol/workspaceApi.ts'
import { api } from '../../connection/api.ts'
import classes from './Account.module.css'

/** Days that a token can be made for; '' is until it is revoked. */
const LIVES = ['90', '365', ''] as const

/** Makes a token: what it is for, what it may do, how long it works. */
export function NewTokenForm({ onMade }: { readonly onMade: (token: NewTokenAnswer) => void }) {
  const { t } = useTranslation('account')
  const [name, setName] = useState('')
  const [scope, setScope] = useState<Scope>('read')
  const [days, setDays] = useState<string>('90')
  const [refusal, setRefusal] = useState('')
  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const life = days === '' ? {} : { days: Number(days) }
    const result = await api.post<NewTokenAnswer>('/api/tokens', { name, scope, ...life })
    setRefusal(result.ok ? '' : result.error.message)
    if (!result.ok) return
    setName('')
    onMade(result.value)
  }
  return (
    <form className={classes.form} onSubmit={event => void make(event)}>
      <TextInput
        label={t('tokens.name')}
        placeholder={t('tokens.namePlaceholder')}
        value={name}
        maxLength={60}
        error={refusal}
        autoComplete="off"
        flex="1 1 12rem"
        onChange={event => {
          setName(event.currentTarget.value)
          setRefusal('')
        }}
      />
      <NativeSelect
        label={t('tokens.scope')}
        value={scope}
        data={SCOPES.map(value => ({ value, label: t(`tokens.scopes.${value}`) }))}
        onChange={event => setScope(event.currentTarget.value as Scope)}
      />
      <NativeSelect
        label={t('tokens.life')}
        value={days}
        data={LIVES.map(value => ({
          value,
          label: value === '' ? t('tokens.forever') : t('tokens.days', { count: Number(value) }),
        }))}
        onChange={event => setDays(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('tokens.make')}
      </Button>
    </form>
  )
}
