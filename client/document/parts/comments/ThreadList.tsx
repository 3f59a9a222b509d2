import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommentThread } from '../../../../shared/document/postmortem.ts'
import { useAuthors } from './authors.ts'
import classes from './Comments.module.css'
import { usePlaceWords } from './place.ts'
import { whenText } from './whenText.ts'

/** Every thread, the open ones first and the latest of them on top; each leads to its place. */
export function ThreadList(props: {
  readonly threads: readonly CommentThread[]
  readonly onChoose: (thread: CommentThread) => void
  /** At most so many of the open ones, and none that are resolved. */
  readonly most?: number
}) {
  const { threads, onChoose, most } = props
  const { t } = useTranslation('comments')
  const [isWhole, setWhole] = useState(false)
  const open = threads.filter(({ resolvedAt }) => resolvedAt === '').sort(byLatest)
  const resolved = threads.filter(({ resolvedAt }) => resolvedAt !== '').sort(byLatest)
  const shown = isWhole ? [...open, ...resolved] : open.slice(0, most)
  return (
    <div className={most === undefined ? classes.body : undefined}>
      {threads.length === 0 && (
        <p className={classes.note} data-first tabIndex={-1}>
          {t('empty')}
        </p>
      )}
      {threads.length > 0 && open.length === 0 && <p className={classes.note}>{t('allResolved')}</p>}
      <ul className={classes.list}>
        {shown.map(thread => (
          <ThreadItem key={thread.id} thread={thread} onChoose={onChoose} />
        ))}
      </ul>
      {most === undefined && resolved.length > 0 && (
        <button type="button" className={classes.word} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('onlyOpen') : t('showResolved', { count: resolved.length })}
        </button>
      )}
    </div>
  )
}

function ThreadItem(props: {
  readonly thread: CommentThread
  readonly onChoose: (thread: CommentThread) => void
}) {
  const { thread, onChoose } = props
  const { t } = useTranslation('comments')
  const authorOf = useAuthors()
  const place = usePlaceWords()(thread.about)
  const first = thread.comments.find(({ text }) => text !== '')
  const replies = thread.comments.length - 1
  if (!first) return null
  const isResolved = thread.resolvedAt !== ''
  return (
    <li>
      <button
        type="button"
        data-first
        className={classes.item}
        data-resolved={isResolved || undefined}
        onClick={() => onChoose(thread)}
      >
        <span className={classes.who}>
          <b>{authorOf(first.author).name || t('somebody')}</b>
          <time dateTime={first.at}>{whenText(first.at)}</time>
          {thread.question && <span className={classes.kind}>{t(isResolved ? 'answered' : 'question')}</span>}
          {isResolved && !thread.question && <span>{t('resolved')}</span>}
        </span>
        <span className={classes.excerpt}>{first.text}</span>
        <span className={classes.about}>
          {place.part}
          {place.about !== '' && ` · ${place.about}`}
        </span>
        {replies > 0 && <span className={classes.about}>{t('replies', { count: replies })}</span>}
      </button>
    </li>
  )
}

const byLatest = (a: CommentThread, b: CommentThread): number =>
  (a.comments.at(-1)?.at ?? '') < (b.comments.at(-1)?.at ?? '') ? 1 : -1
