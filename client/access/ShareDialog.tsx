import {
  Alert,
  Button,
  CopyButton,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GRANTED_ROLES, type InvitationAnswer, type InvitationItem } from '../../shared/protocol/accessApi.ts'
import { api } from '../connection/api.ts'
import { InvitationList } from './InvitationList.tsx'

interface ShareDialogProps {
  readonly postmortem: string
  readonly opened: boolean
  readonly onClose: () => void
}

/** Makes invitation links, one role each, and takes them back. A link's secret is shown once, when it is made. */
export function ShareDialog({ postmortem, opened, onClose }: ShareDialogProps) {
  const { t } = useTranslation('access')
  const path = `/api/postmortems/${postmortem}/invitations`
  const [role, setRole] = useState<string>('participant')
  const [made, setMade] = useState<InvitationAnswer | null>(null)
  const [items, setItems] = useState<readonly InvitationItem[]>([])
  const [problem, setProblem] = useState('')

  const reload = async () => {
    const answer = await api.get<readonly InvitationItem[]>(path)
    if (answer.ok) setItems(answer.value)
    else setProblem(answer.error.message)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew each time the dialog opens
  useEffect(() => {
    if (opened) void reload()
  }, [opened, path])

  const make = async () => {
    const answer = await api.post<InvitationAnswer>(path, { role })
    setProblem(answer.ok ? '' : answer.error.message)
    if (!answer.ok) return
    setMade(answer.value)
    await reload()
  }
  const revoke = async (id: string) => {
    const answer = await api.remove(`${path}/${id}`)
    setProblem(answer.ok ? '' : answer.error.message)
    if (made?.id === id) setMade(null)
    await reload()
  }
  const roles = GRANTED_ROLES.map(value => ({ value, label: t(`share.role.${value}`) }))
  const chosen = GRANTED_ROLES.find(value => value === role) ?? 'participant'
  return (
    <Modal opened={opened} onClose={onClose} title={t('share.title')} size="lg">
      <Stack gap="md">
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <SegmentedControl data={roles} value={role} onChange={setRole} aria-label={t('share.roleLabel')} />
        <Text size="sm" c="dimmed">
          {t(`share.may.${chosen}`)}
        </Text>
        <Group justify="flex-end">
          <Button onClick={() => void make()}>{t('share.make')}</Button>
        </Group>
        {made && (
          <Group align="flex-end" wrap="nowrap">
            <TextInput
              label={t('share.link', {
                role: t(`share.role.${made.role === 'owner' ? 'facilitator' : made.role}`),
              })}
              description={t('share.once')}
              value={made.url}
              readOnly
              flex={1}
              onFocus={event => event.currentTarget.select()}
              data-testid="invitation-link"
            />
            <CopyButton value={made.url}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? t('share.copied') : t('share.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        )}
        <InvitationList items={items} onRevoke={id => void revoke(id)} />
      </Stack>
    </Modal>
  )
}
