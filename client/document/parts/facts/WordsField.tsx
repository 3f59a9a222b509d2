import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './HeaderFacts.module.css'

/** A list of words: each can be taken out, and what is typed is added at Enter or a comma. */
export function WordsField(props: {
  readonly label: string
  readonly words: readonly string[]
  readonly placeholder: string
  readonly options?: readonly string[]
  readonly readOnly: boolean
  readonly onChange: (words: readonly string[]) => void
}) {
  const { label, words, placeholder, options, readOnly, onChange } = props
  const { t } = useTranslation('document')
  const [typed, setTyped] = useState('')
  const id = options ? `words ${label}` : undefined
  if (readOnly) return words.join(', ') || '–'

  const add = (): void => {
    const added = typed.split(',').flatMap(word => word.trim() || [])
    if (added.length > 0) onChange([...new Set([...words, ...added])])
    setTyped('')
  }
  return (
    <span className={classes.words}>
      {words.map(word => (
        <span key={word} className={classes.word}>
          {word}
          <button
            type="button"
            aria-label={t('facts.removeWord', { word })}
            onClick={() => onChange(words.filter(other => other !== word))}
          >
            ×
          </button>
        </span>
      ))}
      <input
        className={classes.field}
        aria-label={t('facts.addWord', { label })}
        placeholder={words.length === 0 ? placeholder : '+'}
        list={id}
        value={typed}
        size={Math.max(words.length === 0 ? placeholder.length : 3, typed.length + 1)}
        onChange={event => setTyped(event.target.value)}
        onBlur={add}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' || event.key === ',') {
            event.preventDefault()
            add()
          } else if (event.key === 'Backspace' && typed === '') onChange(words.slice(0, -1))
          else if (event.key === 'Escape') setTyped('')
        }}
      />
      {options && (
        <datalist id={id}>
          {options.map(option => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </span>
  )
}
