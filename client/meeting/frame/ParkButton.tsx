import { Button, Popover, Stack, Text, Textarea } from '@mantine/core'
import { IconParking } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../hooks/useDraft.ts'
import { useRoom } from '../room.ts'
import { putBack } from '../steps/putBack.ts'
import { tell } from '../tell.ts'
import classes from './Bar.module.css'

/** Sets an idea aside until the action step, with one action (M15). */
export function ParkButton() {
  const { t } = useTranslation('meeting')
  const { run } = useRoom()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useDraft('park', '')
  const park = async (): Promise<void> => {
    const sent = text.trim()
    if (sent === '') return
    setText(() => '')
    if (!(await run({ type: 'park', text: sent }))) return setText(now => putBack(sent, now))
    setOpen(false)
    tell(t('park.done'))
  }
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="top-end"
      width={320}
      shadow="md"
      trapFocus
      withArrow
    >
      <Popover.Target>
        <Button
          size="sm"
          variant="default"
          aria-label={t('you.park')}
          className={classes.tool ?? ''}
          leftSection={<IconParking size={16} />}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={classes.word}>{t('you.park')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={event => {
            event.preventDefault()
            void park()
          }}
        >
          <Stack gap="xs">
            <Textarea
              data-autofocus
              label={t('park.label')}
              autosize
              minRows={2}
              maxLength={2_000}
              value={text}
              onChange={event => {
                const { value } = event.currentTarget
                setText(() => value)
              }}
              onKeyDown={event => {
                if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
                event.preventDefault()
                void park()
              }}
            />
            <Text size="xs" c="dimmed">
              {t('park.hint')}
            </Text>
            <Button type="submit" size="sm" disabled={text.trim() === ''}>
              {t('park.do')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
