import { useLocalStorage } from '@mantine/hooks'

/** Whether this person wants the timer without colours and announcements; kept on this device. */
export function useMuted(): readonly [boolean, (muted: boolean) => void] {
  const [isMuted, setMuted] = useLocalStorage({
    key: 'debrief-timer-muted',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  return [isMuted, setMuted]
}
