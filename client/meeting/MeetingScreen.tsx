import { Button, Center, Loader, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useConnection } from '../hooks/useConnection.ts'
import { useMeeting } from '../hooks/useMeeting.ts'
import { useStatus } from '../hooks/useStatus.ts'
import { NoMeeting } from './lobby/NoMeeting.tsx'
import { MeetingRoom } from './MeetingRoom.tsx'

/** The meeting of the open postmortem: not opened yet, in the lobby, running, or ended. */
export function MeetingScreen() {
  const { t } = useTranslation('meeting')
  const { answer, isKnown } = useMeeting()
  const { postmortem } = useConnection()
  const { kind } = useStatus()
  if (answer) return <MeetingRoom answer={answer} />
  if (isKnown) return <NoMeeting />
  if (kind === 'offline')
    return (
      <Center mih="70vh" component="main">
        <Stack align="center" gap="sm" maw={420} px="md">
          <Text component="h1" fw={600}>
            {t('offline.title')}
          </Text>
          <Text size="sm" c="dimmed" ta="center">
            {t('offline.text')}
          </Text>
          <Button component={Link} href={`/p/${postmortem}`} variant="default">
            {t('offline.document')}
          </Button>
        </Stack>
      </Center>
    )
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
