import type { Editor } from '@tiptap/core'
import { findSuggestionMatch } from '@tiptap/suggestion'
import { useEffect, useId, useState } from 'react'
import { useKnownPeople } from '../actions/useKnownPeople.ts'
import { offeredNames } from '../mentions/mentionQuery.ts'
import { NameOptions, pointAtOption } from '../mentions/NameOptions.tsx'

/** Hears the keys of the editor while names are offered; true for one that was meant for them. */
export interface MentionKeys {
  onKey(event: KeyboardEvent): boolean
}

interface Query {
  readonly from: number
  readonly to: number
  readonly typed: string
  readonly left: number
  readonly top: number
}

/** Completes names after an @ in a section: arrows choose, Enter or Tab takes, Escape leaves it as typed. */
export function EditorMentions(props: { readonly editor: Editor; readonly keys: { current: MentionKeys } }) {
  const { editor, keys } = props
  const { all: people } = useKnownPeople()
  const id = useId()
  const [query, setQuery] = useState<Query | null>(null)
  const [active, setActive] = useState(0)
  const [left, setLeft] = useState<number | null>(null)
  const names = query && query.from !== left ? offeredNames(people, query.typed) : []

  useEffect(() => {
    const look = (): void => {
      const now = editor.isFocused ? queryOf(editor) : null
      setQuery(now)
      setActive(0)
      if (!now) setLeft(null)
    }
    const leave = (): void => setQuery(null)
    editor.on('selectionUpdate', look)
    editor.on('update', look)
    editor.on('blur', leave)
    return () => {
      editor.off('selectionUpdate', look)
      editor.off('update', look)
      editor.off('blur', leave)
    }
  }, [editor])

  const pick = (name: string): void => {
    if (!query) return
    const mention = { type: 'mention', attrs: { id: name } }
    editor
      .chain()
      .focus()
      .insertContentAt({ from: query.from, to: query.to }, [mention, { type: 'text', text: ' ' }])
      .run()
  }

  useEffect(() => {
    if (editor.isDestroyed) return
    pointAtOption(editor.view.dom, names.length > 0 ? id : null, active)
    keys.current = {
      onKey: event => {
        const name = names[active]
        if (name === undefined || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
          return false
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
        if (step) setActive((active + step + names.length) % names.length)
        else if (event.key === 'Enter' || event.key === 'Tab') pick(name)
        else if (event.key === 'Escape') setLeft(query?.from ?? null)
        else return false
        return true
      },
    }
  })

  if (!query || names.length === 0) return null
  return (
    <NameOptions
      id={id}
      names={names}
      active={active}
      style={{ left: query.left, top: query.top }}
      onPick={pick}
    />
  )
}

/** What is being typed after an @ at the caret, and where a list below it stands within the box of the section. */
function queryOf(editor: Editor): Query | null {
  const { selection } = editor.state
  if (!selection.empty || editor.isActive('codeBlock') || editor.isActive('code')) return null
  const match = findSuggestionMatch({
    char: '@',
    allowSpaces: true,
    allowToIncludeChar: false,
    allowedPrefixes: [' ', '(', '\u00a0'],
    startOfLine: false,
    $position: selection.$from,
  })
  if (!match || match.range.to !== selection.from || match.query.length > 30) return null
  const { from, to } = match.range
  const caret = editor.view.coordsAtPos(from)
  const box = (editor.view.dom.closest('[data-rich]') ?? editor.view.dom).getBoundingClientRect()
  const left = Math.max(0, Math.min(caret.left - box.left, box.width - 200))
  return { from, to, typed: match.query, left, top: caret.bottom - box.top + 2 }
}
