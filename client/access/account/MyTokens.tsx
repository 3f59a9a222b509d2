import { Alert, Button, CopyButton, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewTokenAnswer, TokenItem } from '../../../shared/protocol/workspaceApi.ts'
import { api } from '../../connection/api.ts'
import { useLastAnswer } from '../../hooks/useLastAnswer.ts'
import { ConfirmButton } from '../../ui/ConfirmButton.tsx'
import { longDate, since } from '../since.ts'
import classes from './Account.module.css'
import { NewTokenForm } from './NewTokenForm.tsx'

interface MyTokensProps {
  readonly turn: number
  readonly onChange: () => void
}

/** Tokens under which programs act as this person; each is shown once, when it is made. */
export function MyTokens({ turn, onChange }: MyTokensProps) {
  const { t } = useTranslation('account')
  const answer = useLastAnswer<readonly TokenItem[]>('/api/tokens', turn)
  const [made, setMade] = useState<NewTokenAnswer | null>(null)
  const [refusal, setRefusal] = useState('')
  const revoke = async (id: string): Promise<void> => {
    const result = await api.remove(`/api/tokens/${id}`)
    setRefusal(result.ok ? '' : result.error.message)
    if (made?.id === id) setMade(null)
    onChange()
  }
  const tokens = answer.kind === 'there' ? answer.value.filter(token => token.revokedAt === null) : []
  return (
    <section>
      <h2 className={classes.heading}>{t('tokens.title')}</h2>
      <p className={classes.text}>{t('tokens.text')}</p>
      <NewTokenForm
        onMade={token => {
          setMade(token)
          onChange()
        }}
      />
      {made && <MadeToken made={made} />}
      {(refusal || answer.kind === 'refused') && (
        <Alert color="red" mt="sm" role="alert">
          {refusal || (answer.kind === 'refused' && answer.error.message)}
        </Alert>
      )}
      {answer.kind === 'there' && tokens.length === 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('tokens.none')}
        </Text>
      )}
      {tokens.length > 0 && (
        <ul className={classes.rows}>
          {tokens.map(token => (
            <OneToken key={token.id} token={token} onRevoke={() => void revoke(token.id)} />
          ))}
        </ul>
      )}
    </section>
  )
}

function MadeToken({ made }: { readonly made: NewTokenAnswer }) {
  const { t } = useTranslation(['account', 'common'])
  return (
    <>
      <Group gap="xs" mt="sm" wrap="nowrap">
        <TextInput
          aria-label={t('tokens.token', { name: made.name })}
          value={made.token}
          readOnly
          flex={1}
          onFocus={event => event.currentTarget.select()}
        />
        <CopyButton value={made.token} timeout={2_500}>
          {({ copied, copy }) => (
            <Button onClick={copy} miw={96} variant={copied ? 'default' : 'filled'}>
              {copied ? t('common:copied') : t('common:copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="sm" c="dimmed" mt={6} role="status">
        {t('tokens.once')}
      </Text>
    </>
  )
}

function OneToken({ token, onRevoke }: { readonly token: TokenItem; readonly onRevoke: () => void }) {
  const { t } = useTranslation('account')
  const now = Date.now()
  const life = (at: number): string =>
    at < now ? t('tokens.over') : t('tokens.until', { date: longDate(at) })
  const words = [
    t(`tokens.scopes.${token.scope}`),
    t('tokens.made', { date: longDate(token.createdAt) }),
    token.usedAt === null ? t('tokens.unused') : t('tokens.used', { when: since(token.usedAt, now) }),
    ...(token.expiresAt === null ? [] : [life(token.expiresAt)]),
  ]
  return (
    <li className={classes.row}>
      <span className={classes.main}>
        {token.name}
        <span className={classes.under}>{words.join(' · ')}</span>
      </span>
      <ConfirmButton
        size="compact-xs"
        aria-label={t('tokens.revokeOf', { name: token.name })}
        question={t('tokens.revokeQuestion')}
        detail={t('tokens.revokeText')}
        confirm={t('tokens.revoke')}
        onConfirm={onRevoke}
      >
        {t('tokens.revoke')}
      </ConfirmButton>
    </li>
  )
}
