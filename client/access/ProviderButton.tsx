import { Alert, Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import type { SignInWays } from '../../shared/protocol/workspaceApi.ts'
import { useAnswer } from '../hooks/useAnswer.ts'

const PROBLEMS = [
  'provider-unreachable',
  'provider-refused',
  'provider-stale',
  'provider-none',
  'throttled',
] as const

/** The way in for colleagues, where there is an identity provider; then what everybody else opens. */
export function ProviderButton() {
  const { t } = useTranslation('access')
  const search = useSearch()
  const ways = useAnswer<SignInWays>('/api/sign-in')
  const host = ways.kind === 'there' ? ways.value.provider : null
  if (ways.kind === 'loading') return null
  if (host === null) return <Text>{t('signIn.how')}</Text>
  const path = new URLSearchParams(search).get('return') ?? '/'
  return (
    <>
      <div>
        <Button
          component="a"
          size="md"
          href={`/api/sign-in/provider?return=${encodeURIComponent(path)}`}
          maw="100%"
        >
          {t('signIn.provider', { host })}
        </Button>
      </div>
      <Text>{t('signIn.providerHow')}</Text>
    </>
  )
}

/** Why somebody who came back from the provider is not signed in. */
export function ProviderProblem() {
  const { t } = useTranslation('access')
  const said = new URLSearchParams(useSearch()).get('problem')
  const problem = PROBLEMS.find(known => known === said)
  if (!problem) return null
  return (
    <Alert color="red" role="alert" title={t('signIn.problem')}>
      {t(`signIn.problems.${problem}`)}
    </Alert>
  )
}
