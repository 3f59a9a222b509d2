import { IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { addComment, type CommentTarget } from '../../../../shared/document/comments/edit.ts'
import type { CommentThread } from '../../../../shared/document/postmortem.ts'
import { useCanEdit } from '../../../hooks/useCanEdit.ts'
import { useComments } from '../../../hooks/useComments.ts'
import { newId } from '../newId.ts'
import { roomFor } from '../roomFor.ts'
import classes from './Comments.module.css'
import type { CommentView } from './commentView.ts'
import { viewOf } from './commentView.ts'
import { elementOf, showPlace, usePlaceWords } from './place.ts'
import { SayForm } from './SayForm.tsx'
import { Thread } from './Thread.tsx'
import { ThreadList } from './ThreadList.tsx'
import { useSay } from './useSay.ts'

/** The comments beside the text: all of them, or those of one place with a field to say something there. */
export function CommentsPanel(props: {
  readonly view: CommentView
  readonly onView: (view: CommentView) => void
}) {
  const { view, onView } = props
  const { t } = useTranslation('comments')
  const threads = useComments()
  const panel = useRef<HTMLElement>(null)
  const opener = useRef<Element | null>(document.activeElement)

  const close = (): void => {
    onView({ kind: 'closed' })
    const back = opener.current
    if (panel.current?.contains(document.activeElement) && back instanceof HTMLElement) back.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    close()
  }
  const key = view.kind === 'thread' ? view.thread : view.kind === 'row' ? view.id : view.kind
  // biome-ignore lint/correctness/useExhaustiveDependencies: each view takes the focus once, when it is opened
  useEffect(() => {
    // Whoever pressed lit words is about to read, and perhaps to write on; the caret stays there.
    const isElsewhere = document.activeElement !== document.body
    if (view.kind === 'thread' && isElsewhere) return
    const first = panel.current?.querySelector<HTMLElement>('textarea, [data-first]')
    const field = first ?? panel.current
    field?.focus({ preventScroll: true })
  }, [key])

  const choose = (thread: CommentThread): void => {
    opener.current = elementOf(thread) ?? opener.current
    showPlace(thread)
    onView(viewOf(thread))
  }
  return (
    <aside ref={panel} tabIndex={-1} className={classes.panel} aria-label={t('title')} onKeyDown={onKeyDown}>
      <header className={classes.head}>
        <h2>{t('title')}</h2>
        {view.kind !== 'list' && threads.length > 0 && (
          <button type="button" className={classes.word} onClick={() => onView({ kind: 'list' })}>
            {t('all', { count: threads.length })}
          </button>
        )}
        <button type="button" className={classes.close} aria-label={t('close')} onClick={close}>
          <IconX size={18} aria-hidden />
        </button>
      </header>
      {view.kind === 'list' ? (
        <ThreadList threads={threads} onChoose={choose} />
      ) : (
        <PlaceThreads view={view} threads={threads} onView={onView} />
      )}
    </aside>
  )
}

function PlaceThreads(props: {
  readonly view: Exclude<CommentView, { kind: 'list' | 'closed' }> | { readonly kind: 'closed' }
  readonly threads: readonly CommentThread[]
  readonly onView: (view: CommentView) => void
}) {
  const { view, threads, onView } = props
  const { t } = useTranslation('comments')
  const canEdit = useCanEdit()
  const placeWords = usePlaceWords()
  const { doc, said, once } = useSay()
  const shown = useMemo(() => threadsAt(view, threads), [view, threads])
  const target = targetOf(view)
  const place = target ?? shown[0]?.about
  const words = place && placeWords(place)

  const say = (about: CommentTarget, text: string, question: boolean): boolean => {
    if (!roomFor(doc, 'comments')) return false
    const id = newId()
    once(() => addComment(doc, id, { about, question, ...said(text) }))
    if (about.in === 'section') onView({ kind: 'thread', thread: id })
    return true
  }
  return (
    <div className={classes.body}>
      {words ? (
        <p className={classes.place}>
          {words.part}
          {words.about !== '' && <q>{words.about}</q>}
        </p>
      ) : (
        <p className={classes.note}>{t('gone')}</p>
      )}
      {shown.map(thread => (
        <Thread key={thread.id} thread={thread} />
      ))}
      {target && canEdit && (
        <SayForm
          key={JSON.stringify(place)}
          draft={JSON.stringify(place)}
          label={t(shown.length > 0 ? 'sayMore' : 'say')}
          submit={t('comment')}
          isQuiet={shown.length > 0}
          canAsk
          onSay={(text, question) => say(target, text, question)}
        />
      )}
      {target && !canEdit && shown.length === 0 && <p className={classes.note}>{t('none')}</p>}
    </div>
  )
}

/** Where something new would be said. */
function targetOf(view: CommentView): CommentTarget | null {
  if (view.kind === 'row') return { in: view.in, id: view.id }
  return view.kind === 'draft' ? view.about : null
}

/** The threads of a view, open ones first. */
function threadsAt(view: CommentView, threads: readonly CommentThread[]): readonly CommentThread[] {
  if (view.kind === 'thread') return threads.filter(({ id }) => id === view.thread)
  if (view.kind !== 'row') return []
  const here = threads.filter(({ about }) => about.in === view.in && 'id' in about && about.id === view.id)
  return [...here.filter(each => each.resolvedAt === ''), ...here.filter(each => each.resolvedAt !== '')]
}
