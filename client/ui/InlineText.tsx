import { UnstyledButton } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import classes from './InlineText.module.css'

interface InlineTextProps {
  readonly value: string
  readonly label: string
  readonly placeholder?: string
  readonly disabled?: boolean
  /** Called with the trimmed text on Enter and on leaving, only when it differs; Escape gives up. */
  readonly onCommit: (value: string) => void
}

/** A text that becomes an input when someone is in it. For one person's own values, not for what others co-edit. */
export function InlineText({ value, label, placeholder = '', disabled = false, onCommit }: InlineTextProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const isEditing = draft !== null
  useEffect(() => {
    if (isEditing) input.current?.select()
  }, [isEditing])

  const commit = (): void => {
    const text = draft?.trim()
    setDraft(null)
    if (text !== undefined && text !== value) onCommit(text)
  }
  if (draft === null) {
    return (
      <UnstyledButton
        className={classes.text}
        data-empty={value === '' || undefined}
        disabled={disabled}
        aria-label={`${label}: ${value || placeholder}`}
        onClick={() => setDraft(value)}
      >
        {value || placeholder}
      </UnstyledButton>
    )
  }
  return (
    <input
      ref={input}
      className={classes.input}
      aria-label={label}
      value={draft}
      placeholder={placeholder}
      onChange={event => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={event => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}
