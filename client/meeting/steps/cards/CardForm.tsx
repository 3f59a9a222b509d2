import { Button, Checkbox, Chip, Group, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CARD_CATEGORIES, type CardCategory } from '../../../../shared/meeting/state.ts'
import type { OwnCard } from '../../../../shared/meeting/view.ts'
import { newId } from '../../../document/parts/newId.ts'
import { useRoom } from '../../room.ts'
import { putBack } from '../putBack.ts'
import classes from './Cards.module.css'

/** Where "Write a card" goes. */
export const CARD_FIELD_ID = 'meeting-card'

/** Writes a card, or changes one of one's own until the reveal (M10). */
export function CardForm({ card, onDone }: { readonly card?: OwnCard; readonly onDone?: () => void }) {
  const { t } = useTranslation('meeting')
  const { run } = useRoom()
  const [text, setText] = useState(card?.text ?? '')
  const [category, setCategory] = useState<CardCategory | ''>(card?.category ?? '')
  const [isSigned, setSigned] = useState(card?.signed ?? false)
  const [isSending, setSending] = useState(false)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const sent = text.trim()
    if (sent === '' || isSending) return
    const command = {
      card: card?.id ?? newId(),
      text: sent,
      ...(category !== '' && { category }),
      signed: isSigned,
    }
    if (card) {
      setSending(true)
      const isDone = await run({ type: 'editCard', ...command })
      setSending(false)
      if (isDone) onDone?.()
      return
    }
    // The next thought may be typed while this one is on its way; one that is refused comes back before it.
    setText('')
    setCategory('')
    setSigned(false)
    if (await run({ type: 'submitCard', ...command })) onDone?.()
    else setText(now => putBack(sent, now))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Escape') onDone?.()
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.currentTarget.form?.requestSubmit()
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <Textarea
        id={card ? undefined : CARD_FIELD_ID}
        aria-label={card ? t('brainstorm.edit') : t('brainstorm.label')}
        placeholder={t('brainstorm.placeholder')}
        autosize
        minRows={2}
        maxLength={2_000}
        size="md"
        autoFocus={card !== undefined}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Group gap="xs" justify="space-between">
        <Group gap={6} role="group" aria-label={t('brainstorm.category')}>
          {CARD_CATEGORIES.map(each => (
            <Chip
              key={each}
              size="xs"
              variant="outline"
              checked={category === each}
              onChange={isOn => setCategory(isOn ? each : '')}
            >
              {t(`category.${each}`)}
            </Chip>
          ))}
        </Group>
        <Group gap="sm">
          <Checkbox
            size="xs"
            label={t('brainstorm.sign')}
            checked={isSigned}
            onChange={event => setSigned(event.currentTarget.checked)}
          />
          {card && (
            <Button size="sm" variant="default" onClick={onDone}>
              {t('brainstorm.cancel')}
            </Button>
          )}
          <Button size="sm" type="submit" disabled={text.trim() === ''} loading={isSending}>
            {card ? t('brainstorm.save') : t('brainstorm.add')}
          </Button>
        </Group>
      </Group>
    </form>
  )
}
