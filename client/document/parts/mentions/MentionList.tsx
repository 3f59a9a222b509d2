import { useEffect, useId, useState } from 'react'
import { type MentionQuery, mentionQuery, offeredNames } from './mentionQuery.ts'
import { NameOptions, pointAtOption } from './NameOptions.tsx'

/**
 * Completes names in a text field: after an @ it offers people; arrows choose, Enter or Tab takes, Escape leaves it as
 * typed. It hears the keys before whoever else listens to the field.
 */
export function MentionList(props: {
  readonly field: { readonly current: HTMLTextAreaElement | null }
  readonly people: readonly string[]
}) {
  const { field, people } = props
  const id = useId()
  const [query, setQuery] = useState<MentionQuery | null>(null)
  const [active, setActive] = useState(0)
  const [left, setLeft] = useState<number | null>(null)
  const names = query && query.start !== left ? offeredNames(people, query.typed) : []
  const isWhole = names.length === 1 && names[0] === query?.typed
  const shown = isWhole ? [] : names

  useEffect(() => {
    const area = field.current
    if (!area) return
    const look = (): void => {
      const isThere = document.activeElement === area && area.selectionStart === area.selectionEnd
      const now = isThere ? mentionQuery(area.value, area.selectionStart) : null
      setQuery(before => (before?.start === now?.start && before?.typed === now?.typed ? before : now))
      if (!now) setLeft(null)
    }
    const leave = (): void => setQuery(null)
    look()
    area.addEventListener('input', look)
    area.addEventListener('blur', leave)
    document.addEventListener('selectionchange', look)
    return () => {
      area.removeEventListener('input', look)
      area.removeEventListener('blur', leave)
      document.removeEventListener('selectionchange', look)
    }
  }, [field])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins at its first name
  useEffect(() => setActive(0), [query])

  const pick = (name: string): void => {
    const area = field.current
    if (!area || !query) return
    area.setRangeText(`@${name} `, query.start, area.selectionStart, 'end')
    area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }))
    setQuery(null)
  }

  useEffect(() => {
    const area = field.current
    if (!area) return
    pointAtOption(area, shown.length > 0 ? id : null, active)
    if (shown.length === 0) return
    const onKey = (event: KeyboardEvent): void => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const name = shown[active]
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      if (step) setActive((active + step + shown.length) % shown.length)
      else if ((event.key === 'Enter' || event.key === 'Tab') && name) pick(name)
      else if (event.key === 'Escape') setLeft(query?.start ?? null)
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    area.addEventListener('keydown', onKey)
    return () => area.removeEventListener('keydown', onKey)
  })

  if (shown.length === 0) return null
  const area = field.current
  const style = { left: area?.offsetLeft ?? 0, top: (area?.offsetTop ?? 0) + (area?.offsetHeight ?? 0) }
  return <NameOptions id={id} names={shown} active={active} style={style} onPick={pick} />
}
