import { Button, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InvitationItem } from '../../shared/protocol/accessApi.ts'

interface InvitationListProps {
  readonly items: readonly InvitationItem[]
  readonly onRevoke: (id: string) => void
}

/** The links that still work, with how often each was used. */
export function InvitationList({ items, onRevoke }: InvitationListProps) {
  const { t } = useTranslation('access')
  const open = items.filter(item => item.revokedAt === null)
  if (open.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('share.none')}
      </Text>
    )
  }
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('share.roleLabel')}</Table.Th>
          <Table.Th>{t('share.used')}</Table.Th>
          <Table.Th>{t('share.expires')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {open.map(item => (
          <Table.Tr key={item.id}>
            <Table.Td>{t(`share.role.${item.role === 'owner' ? 'facilitator' : item.role}`)}</Table.Td>
            <Table.Td className="tabular">{t('share.uses', { count: item.uses })}</Table.Td>
            <Table.Td>
              <time>{new Date(item.expiresAt).toLocaleDateString()}</time>
            </Table.Td>
            <Table.Td ta="right">
              <Button size="compact-sm" variant="subtle" color="red" onClick={() => onRevoke(item.id)}>
                {t('share.revoke')}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
