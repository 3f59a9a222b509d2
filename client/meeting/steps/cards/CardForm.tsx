import { Button, Checkbox, Chip, Group, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CARD_CATEGORIES, type CardCategory } from '../../../../shared/meeting/state.ts'
import type { OwnCard } from '../../../../shared/meeting/view.ts'
import { newId } from '../../../document/parts/newId.ts'
import { useDraft } from '../../../hooks/useDraft.ts'
import { useRoom } from '../../room.ts'
import { putBack } from '../putBack.ts'
import { CardNudge } from './CardNudge.tsx'
import classes from './Cards.module.css'

/** Where "Write a card" goes. */
export const CARD_FIELD_ID = 'meeting-card'

/** A card as it stands in the form. */
interface Draft {
  readonly text: string
  readonly category: CardCategory | ''
  readonly isSigned: boolean
}

/** Writes a card, or changes one of one's own until the reveal (M10). */
export function CardForm({ card, onDone }: { readonly card?: OwnCard; readonly onDone?: () => void }) {
  const { t } = useTranslation('meeting')
  const { run } = useRoom()
  const unchanged: Draft = {
    text: card?.text ?? '',
    category: card?.category ?? '',
    isSigned: card?.signed ?? false,
  }
  const [{ text, category, isSigned }, setDraft] = useDraft(`card:${card?.id ?? 'new'}`, unchanged)
  const change = (part: Partial<Draft>): void => setDraft(now => ({ ...now, ...part }))
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
      if (!isDone) return
      setDraft(() => unchanged)
      return onDone?.()
    }
    // The next thought may be typed while this one is on its way; one that is refused comes back before it.
    setDraft(() => unchanged)
    if (await run({ type: 'submitCard', ...command })) onDone?.()
    else setDraft(now => ({ text: putBack(sent, now.text), category, isSigned }))
  }
  /** Gives up what was changed; a new card stays a draft. */
  const cancel = (): void => {
    if (card) setDraft(() => unchanged)
    onDone?.()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Escape') cancel()
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
        onChange={event => change({ text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <CardNudge text={text} />
      <Group gap="xs" justify="space-between">
        <Group gap={6} role="group" aria-label={t('brainstorm.category')}>
          {CARD_CATEGORIES.map(each => (
            <Chip
              key={each}
              size="xs"
              variant="outline"
              checked={category === each}
              onChange={isOn => change({ category: isOn ? each : '' })}
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
            onChange={event => change({ isSigned: event.currentTarget.checked })}
          />
          {card && (
            <Button size="sm" variant="default" onClick={cancel}>
              {t('brainstorm.cancel')}
            </Button>
          )}
          {/* Not disabled: it would lose the focus when the card is on its way. */}
          <Button
            size="sm"
            type="submit"
            aria-disabled={text.trim() === ''}
            data-disabled={text.trim() === ''}
            loading={isSending}
          >
            {card ? t('brainstorm.save') : t('brainstorm.add')}
          </Button>
        </Group>
      </Group>
    </form>
  )
}
