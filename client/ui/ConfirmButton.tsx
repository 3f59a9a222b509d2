import { Button, type ButtonProps, Group, Popover, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface ConfirmButtonProps extends Omit<ButtonProps, 'children'> {
  readonly children: ReactNode
  /** What would happen, as a question. */
  readonly question: string
  readonly detail?: string
  /** The verb on the button that does it. */
  readonly confirm: string
  readonly onConfirm: () => void
}

/** A button that asks once, beside itself, before it does what cannot be taken back. */
export function ConfirmButton({
  children,
  question,
  detail,
  confirm,
  onConfirm,
  ...button
}: ConfirmButtonProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      trapFocus
      withRoles
      shadow="md"
      width={280}
      position="bottom-end"
    >
      <Popover.Target>
        <Button variant="default" {...button} onClick={() => setOpen(!isOpen)}>
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600}>
          {question}
        </Text>
        {detail && (
          <Text size="sm" c="dimmed" mt={4}>
            {detail}
          </Text>
        )}
        <Group gap="xs" mt="sm" justify="flex-end">
          <Button size="xs" variant="subtle" color="gray" onClick={() => setOpen(false)}>
            {t('confirm.cancel')}
          </Button>
          <Button
            size="xs"
            color="red.8"
            onClick={() => {
              setOpen(false)
              onConfirm()
            }}
          >
            {confirm}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
