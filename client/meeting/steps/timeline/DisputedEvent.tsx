import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BOUNDS } from '../../../../shared/base/bounds.ts'
import { addComment } from '../../../../shared/document/comments/edit.ts'
import { useAuthors } from '../../../document/parts/comments/authors.ts'
import { useSay } from '../../../document/parts/comments/useSay.ts'
import { newId } from '../../../document/parts/newId.ts'
import { roomFor } from '../../../document/parts/roomFor.ts'
import { useComments } from '../../../hooks/useComments.ts'
import { useDraft } from '../../../hooks/useDraft.ts'
import { useRoom } from '../../room.ts'
import { putBack } from '../putBack.ts'
import classes from './Timeline.module.css'

/** Views of an event differ: whoever saw it otherwise says so in a comment, with or without their name. Nobody has to. */
export function DisputedEvent({ id }: { readonly id: string }) {
  const { t } = useTranslation('meeting')
  const { doc, said, once } = useSay()
  const { run } = useRoom()
  const [isUnsigned, setUnsigned] = useState(false)
  const [typed, setTyped] = useDraft(`seen:${id}`, '')
  const sendUnsigned = async (text: string): Promise<void> => {
    if (!(await run({ type: 'commentUnsigned', row: id, text }))) setTyped(now => putBack(text, now))
  }
  const heard = useComments().flatMap(({ about, comments }) =>
    about.in === 'timeline' && about.id === id ? comments.filter(({ text }) => text !== '') : [],
  )
  const authorOf = useAuthors()
  return (
    <>
      {heard.length > 0 && (
        <ul className={classes.heard} aria-label={t('timeline.disputedSaid')}>
          {heard.map(({ id: comment, text, author }) => (
            <li key={comment} dir="auto">
              <b>{authorOf(author).name || t('timeline.unsigned')}</b> <bdi>{text}</bdi>
            </li>
          ))}
        </ul>
      )}
      <form
        className={classes.disputed}
        onSubmit={event => {
          event.preventDefault()
          const text = typed.trim()
          if (text === '' || !roomFor(doc, 'comments')) return
          setTyped(() => '')
          if (isUnsigned) void sendUnsigned(text)
          else
            once(() =>
              addComment(doc, newId(), { about: { in: 'timeline', id }, question: false, ...said(text) }),
            )
        }}
      >
        <TextInput
          flex={1}
          size="sm"
          maxLength={BOUNDS.meetingText.most}
          label={t('timeline.disputedAsk')}
          placeholder={t('timeline.disputedPlaceholder')}
          value={typed}
          onChange={event => {
            const { value } = event.currentTarget
            setTyped(() => value)
          }}
        />
        <Checkbox
          size="sm"
          className={classes.unsigned ?? ''}
          label={t('timeline.disputedUnsigned')}
          checked={isUnsigned}
          onChange={event => setUnsigned(event.currentTarget.checked)}
        />
        <Button type="submit" size="sm" variant="default" disabled={typed.trim() === ''}>
          {t('timeline.disputedAdd')}
        </Button>
      </form>
    </>
  )
}
