import { IconArrowBackUp, IconCheck, IconParking } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  addReply,
  changeComment,
  resolveThread,
  takeBackComment,
} from '../../../../shared/document/comments/edit.ts'
import type { Comment, CommentThread } from '../../../../shared/document/postmortem.ts'
import { useCanEdit } from '../../../hooks/useCanEdit.ts'
import { newId } from '../newId.ts'
import { roomFor } from '../roomFor.ts'
import { useAuthors } from './authors.ts'
import classes from './Comments.module.css'
import { Entry } from './Entry.tsx'
import { SayForm } from './SayForm.tsx'
import { usePark } from './usePark.ts'
import { useSay } from './useSay.ts'

/** One thread: what was said, and what can be answered to it. */
export function Thread({ thread }: { readonly thread: CommentThread }) {
  const { t } = useTranslation('comments')
  const canEdit = useCanEdit()
  const authorOf = useAuthors()
  const { doc, said, once } = useSay()
  const park = usePark(thread.comments.find(({ text }) => text !== '')?.text ?? '')
  const [changing, setChanging] = useState<string | null>(null)
  const isOpen = thread.resolvedAt === ''
  const resolvedBy = thread.resolvedBy && authorOf(thread.resolvedBy)

  const change = (comment: Comment, text: string): boolean => {
    once(() => changeComment(doc, comment.id, said(text)))
    setChanging(null)
    return true
  }
  const reply = (text: string): boolean => {
    if (!roomFor(doc, 'comments')) return false
    once(() => addReply(doc, thread.id, newId(), said(text)))
    return true
  }
  return (
    <article className={classes.thread} data-resolved={!isOpen || undefined} aria-label={t('thread')}>
      {thread.question && <p className={classes.kind}>{t(isOpen ? 'question' : 'answered')}</p>}
      {thread.comments.map(comment =>
        changing === comment.id ? (
          <SayForm
            key={comment.id}
            label={t('change')}
            submit={t('keep')}
            draft={`change ${comment.id}`}
            initial={comment.text}
            autoFocus
            onSay={text => change(comment, text)}
            onCancel={() => setChanging(null)}
          />
        ) : (
          <Entry
            key={comment.id}
            comment={comment}
            author={authorOf(comment.author)}
            onChange={canEdit ? () => setChanging(comment.id) : null}
            onTakeBack={canEdit ? () => once(() => takeBackComment(doc, comment.id)) : null}
          />
        ),
      )}
      {resolvedBy && (
        <p className={classes.note}>
          {resolvedBy.name ? t('resolvedBy', { name: resolvedBy.name }) : t('resolved')}
        </p>
      )}
      {canEdit && (
        <div className={classes.actions}>
          <button
            type="button"
            className={classes.word}
            onClick={() =>
              once(() => resolveThread(doc, thread.id, isOpen ? said('') : { ...said(''), at: '' }))
            }
          >
            {isOpen ? <IconCheck size={15} aria-hidden /> : <IconArrowBackUp size={15} aria-hidden />}
            {t(isOpen ? 'resolve' : 'reopen')}
          </button>
          {park && isOpen && (
            <button type="button" className={classes.word} onClick={() => void park()}>
              <IconParking size={15} aria-hidden />
              {t('park')}
            </button>
          )}
        </div>
      )}
      {canEdit && isOpen && changing === null && (
        <SayForm draft={`reply ${thread.id}`} label={t('reply')} submit={t('send')} isQuiet onSay={reply} />
      )}
    </article>
  )
}
