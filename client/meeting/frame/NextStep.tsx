import { Button, Popover, Stack, Text, Textarea } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../hooks/useDraft.ts'
import { focusSoon } from '../../ui/focus.ts'
import { currentStep, useRoom } from '../room.ts'
import classes from './Bar.module.css'
import { namesOf } from './FinishedCount.tsx'
import { useExit } from './useExit.ts'

/** What the `n` key presses; a popover's target gets an id of its own. */
export const NEXT_BUTTON = '[data-key="next"]'

/**
 * Next, and after the last step End. With something open it asks for a reason (M4), with somebody unfinished it asks
 * once more (M21); a refusal of the server opens the same list.
 */
export function NextStep() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const exit = useExit()
  const [isAsking, setAsking] = useState(false)
  // Pressed before the focus has come into it, Escape closes it all the same.
  useEffect(() => {
    if (!isAsking) return
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing) setAsking(false)
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [isAsking])
  const { index } = currentStep(view)
  const next = view.steps[index + 1]
  const waiting = namesOf(view.people, view.finished.waiting)
  const go = async (reason?: string): Promise<boolean> => {
    setAsking(false)
    if (!next) return run({ type: 'endMeeting' })
    const isGone = await run(reason ? { type: 'advanceStep', override: reason } : { type: 'advanceStep' })
    if (!isGone) setAsking(true)
    // A second press of the same key must not skip what has just begun.
    else focusSoon(() => document.querySelector<HTMLElement>('main h1'))
    return isGone
  }
  const press = (): void => {
    if (isAsking) setAsking(false)
    else if (exit.length > 0 || waiting.length > 0 || !next) setAsking(true)
    else void go()
  }
  return (
    <Popover
      opened={isAsking}
      onChange={setAsking}
      position="top-end"
      width={380}
      styles={{ dropdown: { maxWidth: 'calc(100vw - 16px)' } }}
      shadow="md"
      trapFocus
      returnFocus
      withArrow
    >
      <Popover.Target>
        <Button
          data-key="next"
          size="sm"
          rightSection={<IconChevronRight size={16} />}
          className={classes.next ?? ''}
          onClick={press}
        >
          {next ? t('bar.next', { step: next.title }) : t('bar.end')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <BeforeNext key={view.current} title={next?.title ?? null} waiting={waiting} onGo={go} />
      </Popover.Dropdown>
    </Popover>
  )
}

function BeforeNext(props: {
  /** Title of the next step; null at the end. */
  readonly title: string | null
  readonly waiting: readonly string[]
  /** Resolves to whether the step was left. */
  readonly onGo: (reason?: string) => Promise<boolean>
}) {
  const { t } = useTranslation('meeting')
  const { title, waiting, onGo } = props
  const exit = useExit()
  const { view } = useRoom()
  const [reason, setReason] = useDraft(`reason:${view.current}`, '')
  const wantsReason = exit.length > 0 && title !== null
  // A field that somebody may be typing in stays when what was open is settled meanwhile: without it, the rest of the
  // words would be keys of the room.
  const [hasAsked, setAsked] = useState(wantsReason)
  if (wantsReason && !hasAsked) setAsked(true)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (wantsReason) field.current?.focus()
  }, [wantsReason])
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        const given = reason.trim()
        setReason(() => '')
        // Refused, it is there again when the list is asked for once more.
        void onGo(wantsReason ? given : undefined).then(isGone => isGone || setReason(() => given))
      }}
    >
      <Stack gap="xs">
        <Text fw={600} size="sm">
          {title === null ? t('next.endTitle') : t('next.title', { step: title })}
        </Text>
        {exit.length > 0 && (
          <div>
            <Text size="xs" c="dimmed">
              {t('next.open')}
            </Text>
            <ul style={{ margin: '2px 0 0', paddingInlineStart: 18 }}>
              {exit.map(({ code, message }) => (
                <li key={code}>{message}</li>
              ))}
            </ul>
          </div>
        )}
        {hasAsked && !wantsReason && (
          <Text size="sm" role="status">
            {t('next.settled')}
          </Text>
        )}
        {waiting.length > 0 && <Text size="sm">{t('next.waiting', { names: waiting.join(', ') })}</Text>}
        {hasAsked && (
          <Textarea
            ref={field}
            data-autofocus
            label={t('next.reason')}
            placeholder={t('next.reasonPlaceholder')}
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={({ currentTarget }) => setReason(() => currentTarget.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              event.currentTarget.form?.requestSubmit()
            }}
          />
        )}
        <Button
          type="submit"
          size="sm"
          data-autofocus={hasAsked ? undefined : true}
          disabled={wantsReason && reason.trim() === ''}
        >
          {title === null ? t('next.endGo') : wantsReason ? t('next.override') : t('next.go')}
        </Button>
      </Stack>
    </form>
  )
}
