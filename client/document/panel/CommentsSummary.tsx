import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommentThread } from '../../../shared/document/postmortem.ts'
import { useComments } from '../../hooks/useComments.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { loadMessages } from '../../messages/index.ts'
import { part } from '../../ui/part.ts'
import { commentView, viewOf } from '../parts/comments/commentView.ts'
import classes from './SidePanel.module.css'

const ThreadList = part(async () => {
  const [{ ThreadList: component }] = await Promise.all([
    import('../parts/comments/ThreadList.tsx'),
    loadMessages('comments'),
  ])
  return { default: component }
})

/** So many open threads stand in the panel; the others are one press away. */
const MOST = 4

/** What is open beside the text, the latest first; each leads to its place. */
export function CommentsSummary({ onJump }: { readonly onJump: () => void }) {
  const { t } = useTranslation('document')
  const view = commentView(useConnection())
  const threads = useComments()
  const open = threads.filter(({ resolvedAt }) => resolvedAt === '').length
  if (threads.length === 0) return null
  const choose = async (thread: CommentThread): Promise<void> => {
    onJump()
    const { showPlace } = await import('../parts/comments/place.ts')
    showPlace(thread)
    view.set(viewOf(thread))
  }
  return (
    <section className={classes.section} aria-label={t('comments.show')}>
      <h2 className={classes.heading}>
        {t('comments.show')}
        <span>{open > 0 ? open : ''}</span>
      </h2>
      <Suspense>
        <ThreadList threads={threads} most={MOST} onChoose={thread => void choose(thread)} />
      </Suspense>
      {(open > MOST || open < threads.length) && (
        <button
          type="button"
          className={classes.jump}
          onClick={() => {
            onJump()
            view.set({ kind: 'list' })
          }}
        >
          {t('comments.all', { count: threads.length })}
        </button>
      )}
    </section>
  )
}
