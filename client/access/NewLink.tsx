import { Alert, Button, CopyButton, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationAnswer } from '../../shared/protocol/accessApi.ts'
import { api } from '../connection/api.ts'
import { shortDate } from './shortDate.ts'

const ROLES = ['participant', 'facilitator', 'viewer'] as const
type Granted = (typeof ROLES)[number]

/** Makes one invitation link for a role; the link is shown once. */
export function NewLink({
  postmortem,
  onMade,
}: {
  readonly postmortem: string
  readonly onMade: () => void
}) {
  const { t } = useTranslation(['access', 'common'])
  const [role, setRole] = useState<Granted>('participant')
  const [made, setMade] = useState<InvitationAnswer | null>(null)
  const [refusal, setRefusal] = useState('')
  const [isBusy, setBusy] = useState(false)
  const choose = (next: string): void => {
    setRole(next as Granted)
    setMade(null)
  }
  const make = async (): Promise<void> => {
    setBusy(true)
    const result = await api.post<InvitationAnswer>(`/api/postmortems/${postmortem}/invitations`, { role })
    setBusy(false)
    setRefusal(result.ok ? '' : result.error.message)
    if (!result.ok) return
    setMade(result.value)
    onMade()
  }
  return (
    <section>
      <Text component="h3" size="sm" fw={600} mb={6}>
        {t('share.make')}
      </Text>
      <Group gap="sm" wrap="wrap">
        <SegmentedControl
          aria-label={t('share.make')}
          size="sm"
          value={role}
          onChange={choose}
          data={ROLES.map(value => ({ value, label: t(`common:role.${value}`) }))}
        />
        {!made && (
          <Button onClick={() => void make()} loading={isBusy}>
            {t('share.create')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" mt={6}>
        {t(`share.${role}`)}
      </Text>
      {refusal && (
        <Alert color="red" mt="sm" role="alert">
          {refusal}
        </Alert>
      )}
      {made && (
        <>
          <Group gap="xs" mt="sm" wrap="nowrap">
            <TextInput
              aria-label={t('share.link')}
              value={made.url}
              readOnly
              flex={1}
              onFocus={event => event.currentTarget.select()}
            />
            <CopyButton value={made.url} timeout={2_500}>
              {({ copied, copy }) => (
                <Button onClick={copy} miw={96} variant={copied ? 'default' : 'filled'}>
                  {copied ? t('common:copied') : t('common:copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
          <Text size="sm" c="dimmed" mt={6}>
            {t('share.onlyNow')} {t('share.lives', { date: shortDate(made.expiresAt) })}
          </Text>
        </>
      )}
    </section>
  )
}
