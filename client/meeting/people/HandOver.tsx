import { Button, Modal, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../room.ts'

/** Makes another participant the facilitator (M16). */
export function HandOver(props: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const [person, setPerson] = useState('')
  const others = view.people.filter(
    other => other.connected && other.role !== 'viewer' && other.id !== view.lead,
  )
  const isHere = others.some(other => other.id === person)
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('handOver.title')}
      centered
      lockScroll={false}
    >
      <Stack gap="md">
        <Text size="sm">{t('handOver.text')}</Text>
        {others.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('handOver.nobody')}
          </Text>
        ) : (
          <Radio.Group label={t('handOver.pick')} value={person} onChange={setPerson}>
            <Stack gap={8} mt={8}>
              {others.map(other => (
                <Radio key={other.id} value={other.id} label={other.name} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Text size="xs" c="dimmed">
          {t('handOver.co')}
        </Text>
        <Button
          disabled={!isHere}
          onClick={async () => {
            if (await run({ type: 'handOver', person })) props.onClose()
          }}
        >
          {t('handOver.do')}
        </Button>
      </Stack>
    </Modal>
  )
}
