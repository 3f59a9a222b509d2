import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { addComment } from '../../../../shared/document/comments/edit.ts'
import { useSay } from '../../../document/parts/comments/useSay.ts'
import { newId } from '../../../document/parts/newId.ts'
import { roomFor } from '../../../document/parts/roomFor.ts'
import { useDraft } from '../../../hooks/useDraft.ts'
import classes from './Timeline.module.css'

/** Views of an event differ: whoever saw it otherwise says what they saw, as a comment on it. Nobody has to. */
export function DisputedEvent({ id }: { readonly id: string }) {
  const { t } = useTranslation('meeting')
  const { doc, said, once } = useSay()
  const [typed, setTyped] = useDraft(`seen:${id}`, '')
  return (
    <form
      className={classes.disputed}
      onSubmit={event => {
        event.preventDefault()
        const text = typed.trim()
        if (text === '' || !roomFor(doc, 'comments')) return
        const about = { in: 'timeline', id } as const
        once(() => addComment(doc, newId(), { about, question: false, ...said(text) }))
        setTyped(() => '')
      }}
    >
      <TextInput
        flex={1}
        size="sm"
        maxLength={4_000}
        label={t('timeline.disputedAsk')}
        placeholder={t('timeline.disputedPlaceholder')}
        value={typed}
        onChange={event => {
          const { value } = event.currentTarget
          setTyped(() => value)
        }}
      />
      <Button type="submit" size="sm" variant="default" disabled={typed.trim() === ''}>
        {t('timeline.disputedAdd')}
      </Button>
    </form>
  )
}
