import { Suspense, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { COMMENTED_LISTS } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useObservable } from '../../../hooks/useObservable.ts'
import { loadMessages } from '../../../messages/index.ts'
import { type Command, useCommands } from '../../../ui/commands.ts'
import { part } from '../../../ui/part.ts'
import { commentView } from './commentView.ts'

const CommentsPanel = part(async () => {
  const [{ CommentsPanel: component }] = await Promise.all([
    import('./CommentsPanel.tsx'),
    loadMessages('comments'),
  ])
  return { default: component }
})

/** The comments panel of whatever screen of a postmortem is shown, with the key and the command that open it. */
export function CommentsOutlet() {
  const { t } = useTranslation('document')
  const connection = useConnection()
  const cell = commentView(connection)
  const view = useObservable(cell)
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'comments',
          label: t('comments.show'),
          keys: ['Mod', 'Alt', 'M'],
          run: () => cell.set({ kind: 'list' }),
        },
      ],
      [t, cell],
    ),
  )
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // A key that types a letter with AltGr looks like Ctrl and Alt.
      if (event.code !== 'KeyM' || !(event.ctrlKey || event.metaKey) || !event.altKey) return
      if (event.defaultPrevented || event.getModifierState('AltGraph')) return
      event.preventDefault()
      cell.set(rowOf(event.target) ?? { kind: 'list' })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [cell])
  useEffect(() => () => cell.set({ kind: 'closed' }), [cell])
  if (view.kind === 'closed') return null
  return (
    <Suspense>
      <CommentsPanel view={view} onView={cell.set} />
    </Suspense>
  )
}

/** The row that has the focus, or has it in one of its fields. */
function rowOf(target: EventTarget | null) {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
  const section = row?.closest('section')?.id
  const list = COMMENTED_LISTS.find(name => name === section)
  return list && row?.dataset.row ? ({ kind: 'row', in: list, id: row.dataset.row } as const) : null
}
