import { Center, Loader, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMeeting } from '../hooks/useMeeting.ts'
import { NoMeeting } from './lobby/NoMeeting.tsx'
import { MeetingRoom } from './MeetingRoom.tsx'

/** The meeting of the open postmortem: not opened yet, in the lobby, running, or ended. */
export function MeetingScreen() {
  const { t } = useTranslation('meeting')
  const { answer, isKnown } = useMeeting()
  if (answer) return <MeetingRoom answer={answer} />
  if (isKnown) return <NoMeeting />
  return (
    <Center mih="70vh">
      <Stack align="center" gap="sm">
        <Loader size="sm" type="dots" />
        <Text size="sm" c="dimmed">
          {t('loading')}
        </Text>
      </Stack>
    </Center>
  )
}
