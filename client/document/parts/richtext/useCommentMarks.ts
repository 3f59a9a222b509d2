import type { Editor } from '@tiptap/core'
import { Decoration } from '@tiptap/pm/view'
import { useEffect, useMemo, useRef } from 'react'
import { anchorAt, spanOf } from '../../../../shared/document/comments/anchor.ts'
import { storedAnchor } from '../../../../shared/document/comments/read.ts'
import type { CommentThread, SectionName } from '../../../../shared/document/postmortem.ts'
import { useComments } from '../../../hooks/useComments.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { commentView } from '../comments/commentView.ts'
import { type LateProps, redraw } from './late.ts'
import { rangeOf, selectedSpan } from './positions.ts'

/** What comments add to an editor. */
export interface CommentMarks
  extends Required<Pick<LateProps, 'decorate' | 'handleClick' | 'handleKeyDown'>> {
  /** Begins a thread about the selected words; false when none are selected. */
  comment(): boolean
}

/** Lights up the words that open threads are about; a click or Ctrl/⌘ Alt M on them shows the thread. */
export function useCommentMarks(editor: Editor, section: SectionName): CommentMarks {
  const connection = useConnection()
  const all = useComments()
  const threads = useMemo(() => all.filter(thread => isOpenIn(thread, section)), [all, section])
  const shown = useRef(threads)
  shown.current = threads
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when the threads are others
  useEffect(() => redraw(editor), [editor, threads])

  return useMemo(() => {
    const { doc } = connection
    const view = commentView(connection)
    const comment = (): boolean => {
      const span = selectedSpan(editor, section)
      const anchor = span && anchorAt(doc, section, span)
      if (!anchor) return false
      view.set({ kind: 'draft', about: { in: 'section', section, ...anchor } })
      return true
    }
    const open = (element: Element | null): boolean => {
      const thread = element?.closest('[data-comment]')?.getAttribute('data-comment')
      if (thread) view.set({ kind: 'thread', thread })
      return Boolean(thread)
    }
    return {
      comment,
      decorate: (_node, state) =>
        shown.current.flatMap(({ id, about }) => {
          const anchor = storedAnchor(doc, id)
          const quote = about.in === 'section' ? about.quote : ''
          const span = anchor && spanOf(doc, section, { from: anchor.from, to: anchor.to }, quote)
          const range = span && rangeOf(state, section, span)
          return range ? [Decoration.inline(range.from, range.to, { 'data-comment': id })] : []
        }),
      handleClick(_view, _position, event) {
        if (event.target instanceof Element) open(event.target)
        return false
      },
      handleKeyDown(editorView, event) {
        const isKey = event.code === 'KeyM' && (event.ctrlKey || event.metaKey) && event.altKey
        if (!isKey || event.getModifierState('AltGraph')) return false
        const { node } = editorView.domAtPos(editorView.state.selection.head)
        const isDone = comment() || open(node instanceof Element ? node : node.parentElement)
        if (isDone) event.preventDefault()
        return isDone
      },
    }
  }, [connection, editor, section])
}

const isOpenIn = ({ about, resolvedAt }: CommentThread, section: SectionName): boolean =>
  about.in === 'section' && about.section === section && resolvedAt === ''
