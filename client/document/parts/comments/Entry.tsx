import { useTranslation } from 'react-i18next'
import type { Comment } from '../../../../shared/document/postmortem.ts'
import { useKnownPeople } from '../actions/useKnownPeople.ts'
import type { KnownAuthor } from './authors.ts'
import classes from './Comments.module.css'
import { mentionPieces } from './mentionPieces.ts'
import { whenText } from './whenText.ts'

/** One comment: who, when, what; its author can change it or take it back. */
export function Entry(props: {
  readonly comment: Comment
  readonly author: KnownAuthor
  readonly onChange: (() => void) | null
  readonly onTakeBack: (() => void) | null
}) {
  const { comment, author, onChange, onTakeBack } = props
  const { t } = useTranslation('comments')
  const { all: people } = useKnownPeople()
  if (comment.text === '') return <p className={classes.note}>{t('takenBack')}</p>
  return (
    <div className={classes.entry}>
      <p className={classes.who}>
        <b>{author.name || t('somebody')}</b>
        {!author.sure && <span title={t('unsureWhy')}>{t('unsure')}</span>}
        <time dateTime={comment.at}>{whenText(comment.at)}</time>
        {comment.editedAt !== '' && <span>{t('changed')}</span>}
      </p>
      <p className={classes.text}>
        {mentionPieces(comment.text, people).map(piece =>
          piece.isName ? <b key={piece.start}>{piece.text}</b> : <span key={piece.start}>{piece.text}</span>,
        )}
      </p>
      {author.isMe && onChange && onTakeBack && (
        <div className={classes.own}>
          <button type="button" className={classes.word} onClick={onChange}>
            {t('change')}
          </button>
          <button type="button" className={classes.word} onClick={onTakeBack}>
            {t('takeBack')}
          </button>
        </div>
      )}
    </div>
  )
}
