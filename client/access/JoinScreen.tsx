import { Button, Text, TextInput } from '@mantine/core'
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { changesOnDevice } from '../connection/device.ts'
import { acceptInvitation } from '../connection/session.ts'
import { useSession } from '../hooks/useSession.ts'
import { AccessPage } from './AccessPage.tsx'
import { useSecret } from './useSecret.ts'

/** Follows an invitation: asks a new guest for a name once, then goes to the meeting if one is on, else to the document. */
export function JoinScreen() {
  const { t } = useTranslation('access')
  const [, go] = useLocation()
  const session = useSession()
  const token = useSecret()
  const [name, setName] = useState('')
  const [refusal, setRefusal] = useState('')
  const [isBusy, setBusy] = useState(false)
  const asked = useRef('')
  const [kept] = useState(changesOnDevice)

  const join = useCallback(
    async (displayName?: string): Promise<void> => {
      setBusy(true)
      const result = await acceptInvitation(token, displayName)
      setBusy(false)
      if (!result.ok) return setRefusal(result.error.message)
      const { postmortem, isMeetingOn } = result.value
      go(isMeetingOn ? `/p/${postmortem}/meeting` : `/p/${postmortem}`, { replace: true })
    },
    [token, go],
  )
  useEffect(() => {
    if (!token || session.kind !== 'signedIn' || asked.current === token) return
    asked.current = token
    setRefusal('')
    void join()
  }, [token, session.kind, join])

  if (!token) return <AccessPage title={t('join.failed')}>{t('join.missing')}</AccessPage>
  if (session.kind !== 'signedOut') {
    return (
      <AccessPage title={refusal ? t('join.failed') : t('join.title')}>
        <Text c="dimmed" role={refusal ? 'alert' : 'status'}>
          {refusal || t('join.working')}
        </Text>
        {refusal && (
          <div>
            <Button component={Link} href="/" variant="default">
              {t('signIn.toLibrary')}
            </Button>
          </div>
        )}
      </AccessPage>
    )
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    asked.current = token
    void join(name)
  }
  return (
    <AccessPage title={t('join.title')}>
      <form onSubmit={submit}>
        <TextInput
          label={t('join.name')}
          placeholder={t('join.namePlaceholder')}
          value={name}
          error={refusal}
          autoComplete="name"
          autoFocus
          size="md"
          onChange={event => {
            setName(event.currentTarget.value)
            setRefusal('')
          }}
        />
        <div>
          <Button type="submit" size="md" disabled={name.trim() === ''} loading={isBusy}>
            {t('join.go')}
          </Button>
        </div>
        {kept > 0 && <Text size="sm">{t('join.kept', { count: kept })}</Text>}
        <Text size="sm" c="dimmed">
          {t('join.note')}
        </Text>
      </form>
    </AccessPage>
  )
}
