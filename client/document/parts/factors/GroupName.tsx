import { useEffect, useRef, useState } from 'react'
import { readerOf } from '../../../hooks/documentReader.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { leaveField } from '../../../ui/focus.ts'
import { useWords } from '../rows/useWords.ts'
import { renameGroup } from './arrange.ts'

/** The name of a group; what is typed becomes its name on Enter or on leaving the field, Escape takes it back. */
export function GroupName(props: {
  readonly name: string
  readonly mayEdit: boolean
  readonly className: string | undefined
}) {
  const { name, mayEdit, className } = props
  const t = useWords()
  const connection = useConnection()
  const [text, setText] = useState(name)
  const isGivenUp = useRef(false)
  useEffect(() => setText(name), [name])
  if (!mayEdit) return <h3 className={className}>{name}</h3>
  return (
    <input
      className={className}
      data-group-name={name}
      aria-label={t('factors.nameOf', { name })}
      maxLength={120}
      value={text}
      onChange={event => setText(event.currentTarget.value)}
      onFocus={event => event.currentTarget.select()}
      onBlur={() => {
        if (!isGivenUp.current) {
          connection.undo.stopCapturing()
          renameGroup(connection.doc, readerOf(connection).lists.factors.get(), name, text)
        }
        isGivenUp.current = false
        if (text.trim() === '') setText(name)
      }}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          isGivenUp.current = true
          setText(name)
        }
        if (event.key === 'Enter' || event.key === 'Escape') leaveField(event)
      }}
    />
  )
}
