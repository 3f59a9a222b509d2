import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'

/** Says in passing what was done, with the way to undo it, which stays whole however long the words are. */
export function undoToast(words: string, undo: { readonly label: string; readonly act: () => void }): string {
  const note = notifications.show({
    autoClose: WITH_UNDO,
    withBorder: true,
    withCloseButton: false,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" lineClamp={2} dir="auto" style={{ overflowWrap: 'anywhere' }}>
          {words}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          flex="none"
          onClick={() => {
            undo.act()
            notifications.hide(note)
          }}
        >
          {undo.label}
        </Button>
      </Group>
    ),
  })
  return note
}

/** Long enough to read, to be startled, and to press, ms. */
const WITH_UNDO = 12_000
