import { IconMessage, IconMessageQuestion } from '@tabler/icons-react'
import { memo, useSyncExternalStore } from 'react'
import type { CommentedList, CommentThread } from '../../../../shared/document/postmortem.ts'
import { readerOf } from '../../../hooks/documentReader.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import rows from '../rows/Rows.module.css'
import { useWords } from '../rows/useWords.ts'
import classes from './CommentMark.module.css'
import { commentView } from './commentView.ts'

/** How many threads of a row are open, as a quiet mark that opens them; `isOffered` shows it before there are any. */
export const CommentMark = memo(function CommentMark(props: {
  readonly list: CommentedList
  readonly id: string
  readonly isOffered?: boolean
}) {
  const { list, id, isOffered = false } = props
  const t = useWords()
  const connection = useConnection()
  const { comments } = readerOf(connection)
  const open = useSyncExternalStore(comments.subscribe, () => openOf(comments.get(), `${list}/${id}`))
  if (open.length === 0 && !isOffered) return null
  const Icon = open.some(({ question }) => question) ? IconMessageQuestion : IconMessage
  return (
    <button
      type="button"
      className={`${open.length > 0 ? rows.tool : rows.more} ${classes.mark}`}
      aria-label={open.length > 0 ? t('comments.open', { count: open.length }) : t('comments.comment')}
      onClick={() => commentView(connection).set({ kind: 'row', in: list, id })}
    >
      <Icon size={16} aria-hidden />
      {open.length > 0 && <span aria-hidden>{open.length}</span>}
    </button>
  )
})

const NONE: readonly CommentThread[] = []
const OPEN = new WeakMap<readonly CommentThread[], ReadonlyMap<string, readonly CommentThread[]>>()

/** The open threads of a row, sorted out once for all rows. */
function openOf(threads: readonly CommentThread[], key: string): readonly CommentThread[] {
  let byRow = OPEN.get(threads)
  if (!byRow) {
    const open = threads.filter(({ resolvedAt }) => resolvedAt === '')
    byRow = Map.groupBy(open, ({ about }) => (about.in === 'section' ? '' : `${about.in}/${about.id}`))
    OPEN.set(threads, byRow)
  }
  return byRow.get(key) ?? NONE
}
