import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../../hooks/useConnection.ts'
import { usePostmortem } from '../../../hooks/usePostmortem.ts'
import { renameGroup } from './arrange.ts'
import classes from './Group.module.css'

/** The name of a group; what is typed becomes its name on Enter or on leaving the field, Escape takes it back. */
export function GroupName({ name, mayEdit }: { readonly name: string; readonly mayEdit: boolean }) {
  const { t } = useTranslation('meeting')
  const postmortem = usePostmortem()
  const { doc } = useConnection()
  const [text, setText] = useState(name)
  const isGivenUp = useRef(false)
  useEffect(() => setText(name), [name])
  if (!mayEdit) return <h2 className={classes.name}>{name}</h2>
  return (
    <input
      className={classes.name}
      aria-label={t('group.nameOf', { name })}
      maxLength={120}
      value={text}
      onChange={event => setText(event.currentTarget.value)}
      onFocus={event => event.currentTarget.select()}
      onBlur={() => {
        if (!isGivenUp.current) renameGroup(doc, postmortem.factors, name, text)
        isGivenUp.current = false
        if (text.trim() === '') setText(name)
      }}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          isGivenUp.current = true
          setText(name)
        }
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
