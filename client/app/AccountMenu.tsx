import {
  Button,
  Group,
  Menu,
  Modal,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core'
import { IconLogout, IconPencil, IconUser, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Me } from '../../shared/protocol/accessApi.ts'
import { mayInWorkspace } from '../../shared/protocol/permissions.ts'
import { changesOnDevice } from '../connection/device.ts'
import { signOut } from '../connection/session.ts'
import { OneFace } from '../ui/Faces.tsx'
import classes from './AccountMenu.module.css'
import { RenameDialog } from './RenameDialog.tsx'

/** Who is signed in, how the pages look, and the way out. */
export function AccountMenu({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [isRenaming, setRenaming] = useState(false)
  const [waiting, setWaiting] = useState(0)
  const [refusal, setRefusal] = useState('')
  const { name, colour } = me.person

  const leave = async (): Promise<void> => {
    setWaiting(0)
    const result = await signOut()
    if (!result.ok) setRefusal(result.error.message)
  }
  const ask = (): void => {
    const changes = changesOnDevice()
    if (changes > 0) setWaiting(changes)
    else void leave()
  }
  return (
    <>
      <Menu position="bottom-end" width={260} shadow="md">
        <Menu.Target>
          <UnstyledButton className={classes.me} aria-label={t('nav.account', { name })}>
            <OneFace name={name} colour={colour} size={28} hasTooltip={false} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {t('account.signedInAs')}{' '}
            <Text span inherit c="var(--mantine-color-text)" fw={600}>
              {name}
            </Text>
          </Menu.Label>
          <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setRenaming(true)}>
            {t('account.rename')}
          </Menu.Item>
          <Menu.Item component={Link} href="/account" leftSection={<IconUser size={15} aria-hidden />}>
            {t('nav.me')}
          </Menu.Item>
          {mayInWorkspace(me.workspaceRole, 'managePeople') && (
            <Menu.Item component={Link} href="/workspace" leftSection={<IconUsers size={15} aria-hidden />}>
              {t('nav.workspace')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Label>{t('account.theme')}</Menu.Label>
          <SegmentedControl
            className={classes.schemes}
            size="xs"
            fullWidth
            aria-label={t('account.theme')}
            value={colorScheme}
            onChange={scheme => setColorScheme(scheme as typeof colorScheme)}
            data={(['light', 'dark', 'auto'] as const).map(value => ({
              value,
              label: t(`account.${value}`),
            }))}
          />
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={15} aria-hidden />} onClick={ask}>
            {t('account.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isRenaming && <RenameDialog name={name} onClose={() => setRenaming(false)} />}
      <Modal
        opened={waiting > 0 || refusal !== ''}
        onClose={() => {
          setWaiting(0)
          setRefusal('')
        }}
        title={refusal ? t('account.signOut') : t('account.signOutQuestion', { count: waiting })}
      >
        <Text size="sm">{refusal || t('account.signOutWaiting')}</Text>
        {!refusal && (
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={() => setWaiting(0)}>
              {t('cancel')}
            </Button>
            <Button color="red.8" onClick={() => void leave()}>
              {t('account.signOutAnyway')}
            </Button>
          </Group>
        )}
      </Modal>
    </>
  )
}
