import { Alert, Button, Center, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { NAME_LENGTH } from '../../shared/protocol/accessApi.ts'
import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'
import { api } from '../connection/api.ts'
import { acceptInvitation } from '../connection/session.ts'
import { useSession } from '../hooks/useSession.ts'
import { takeFragment } from './fragment.ts'

/** Follows an invitation link: asks once for the name that others will see, then opens what it invites to. */
export function JoinScreen() {
  const { t } = useTranslation('access')
  const [, go] = useLocation()
  const session = useSession()
  const token = useRef(takeFragment())
  const [name, setName] = useState('')
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const known = session.kind === 'signedIn' ? session.me.person.name : null

  const join = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await acceptInvitation(token.current, known ? undefined : name)
    if (!answer.ok) {
      setBusy(false)
      setProblem(answer.error.message)
      return
    }
    const { postmortem } = answer.value
    const meeting = await api.get<MeetingAnswer>(`/api/postmortems/${postmortem}/meeting`)
    const isOpen = meeting.ok && meeting.value.state && meeting.value.state.status !== 'ended'
    go(isOpen ? `/p/${postmortem}/meeting` : `/p/${postmortem}`, { replace: true })
  }
  if (!token.current) {
    return (
      <Center mih="100dvh" p="md">
        <Text c="dimmed">{t('join.incomplete')}</Text>
      </Center>
    )
  }
  return (
    <Center mih="100dvh" p="md">
      <Paper maw="28rem" w="100%" p="lg">
        <form onSubmit={event => void join(event)}>
          <Stack>
            <Title order={1} size="h2">
              {t('join.title')}
            </Title>
            <Text c="dimmed">{t('join.text')}</Text>
            {problem && (
              <Alert color="red" role="alert">
                {problem}
              </Alert>
            )}
            {known ? (
              <Text>{t('join.as', { name: known })}</Text>
            ) : (
              <TextInput
                label={t('join.name')}
                description={t('join.nameHint')}
                value={name}
                onChange={event => setName(event.currentTarget.value)}
                maxLength={NAME_LENGTH}
                autoComplete="name"
                data-autofocus
                required
              />
            )}
            <Button type="submit" loading={isBusy} disabled={!known && name.trim() === ''}>
              {t('join.go')}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  )
}
