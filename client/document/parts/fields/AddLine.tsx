import { addItem } from '../../../../shared/document/edit.ts'
import { EDIT, type ListName } from '../../../../shared/document/schema.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useDraft } from '../../../hooks/useDraft.ts'
import { newId } from '../newId.ts'
import { roomFor } from '../roomFor.ts'
import classes from './AddLine.module.css'

/** One line at the end of a list: what is written in it becomes a row at Enter. Each pasted line becomes one too. */
export function AddLine<L extends Exclude<ListName, 'timeline'>>(props: {
  readonly list: L
  readonly label: string
  readonly placeholder: string
  /** What the new row is to have besides its text. */
  readonly fields?: Readonly<Record<string, unknown>>
  /** What a typed line says beside its text, such as an owner; `fields` stand where it says nothing. */
  readonly read?: (typed: string) => Readonly<Record<string, unknown>> & { readonly text: string }
  /** A row was added with Enter: the focus may go on to it. Without this it stays in the line. */
  readonly onAdded?: (id: string, added: Readonly<Record<string, unknown>>) => void
}) {
  const { list, label, placeholder, fields = {}, read, onAdded } = props
  const { doc } = useConnection()
  const [typed, setTyped] = useDraft(`add:${list}:${JSON.stringify(fields)}`, '')

  const add = (
    text: string,
  ): { readonly id: string; readonly row: Readonly<Record<string, unknown>> } | null => {
    if (!roomFor(doc, list)) return null
    const id = newId()
    const row = { ...fields, ...(read?.(text) ?? { text }) }
    addItem(doc, list, id, row as never)
    return { id, row }
  }
  return (
    <input
      className={classes.line}
      data-add={list}
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      onChange={({ target }) => setTyped(() => target.value)}
      onPaste={event => {
        const lines = pastedLines(event.clipboardData.getData('text/plain'))
        if (lines.length < 2) return
        event.preventDefault()
        if (!roomFor(doc, list, lines.length)) return
        doc.transact(() => {
          for (const line of lines) add(line)
        }, EDIT)
      }}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') setTyped(() => '')
        if (event.key !== 'Enter' || typed.trim() === '') return
        event.preventDefault()
        const added = add(typed.trim())
        if (added === null) return
        setTyped(() => '')
        onAdded?.(added.id, added.row)
      }}
      onBlur={() => {
        if (typed.trim() !== '' && add(typed.trim()) === null) return
        setTyped(() => '')
      }}
    />
  )
}

/** The lines of a pasted list, without their bullets and numbers. */
function pastedLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map(line => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
    .filter(line => line !== '')
}
