import { Center, Loader, Paper, Text, Title } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { session, signIn } from '../connection/session.ts'
import { takeFragment } from './fragment.ts'

/** Follows a sign-in link; without one, says where such a link comes from. */
export function SignInScreen() {
  const { t } = useTranslation('access')
  const [, go] = useLocation()
  const token = useRef(takeFragment())
  const [problem, setProblem] = useState('')
  const isSigningIn = token.current !== '' && problem === ''
  useEffect(() => {
    const secret = token.current
    if (!secret) return
    void signIn(secret).then(answer => {
      if (answer.ok) go('/', { replace: true })
      else if (session.get().kind === 'signedIn') go('/', { replace: true })
      else setProblem(answer.error.message)
    })
  }, [go])
  return (
    <Center mih="100dvh" p="md">
      <Paper maw="32rem" p="xl">
        <Title order={1} size="h2" mb="sm">
          {t('signIn.title')}
        </Title>
        {isSigningIn && <Loader type="dots" size="sm" aria-label={t('signIn.working')} />}
        {problem && (
          <Text role="alert" c="red" mb="sm">
            {problem}
          </Text>
        )}
        {!isSigningIn && <Text c="dimmed">{t('signIn.how')}</Text>}
      </Paper>
    </Center>
  )
}
