import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKnownPeople } from '../actions/useKnownPeople.ts'
import { MentionList } from '../mentions/MentionList.tsx'
import classes from './Comments.module.css'

/** What was begun and not sent, by place, for as long as the page is open. */
const DRAFTS = new Map<string, string>()

/** A field to say something in: Enter makes a new line, Ctrl/⌘ Enter sends. */
export function SayForm(props: {
  readonly label: string
  readonly submit: string
  /** Under which what is typed is kept until it is sent. */
  readonly draft?: string
  readonly initial?: string
  readonly autoFocus?: boolean
  /** Shows its button only while something is written. */
  readonly isQuiet?: boolean
  /** Offers to ask it as a question. */
  readonly canAsk?: boolean
  readonly onSay: (text: string, question: boolean) => void
  readonly onCancel?: () => void
}) {
  const { label, submit, draft = '', initial = '', isQuiet = false, canAsk = false, onSay, onCancel } = props
  const { t } = useTranslation('comments')
  const people = useKnownPeople()
  const [text, setText] = useState(() => DRAFTS.get(draft) ?? initial)
  const [isQuestion, setQuestion] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)

  const write = (value: string): void => {
    setText(value)
    if (draft !== '') DRAFTS.set(draft, value)
  }
  const send = (event?: FormEvent): void => {
    event?.preventDefault()
    if (text.trim() === '') return
    onSay(text.trim(), isQuestion)
    write('')
    setQuestion(false)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event)
    else if (event.key === 'Escape' && onCancel) {
      event.stopPropagation()
      onCancel()
    }
  }
  return (
    <form className={classes.form} onSubmit={send}>
      <textarea
        ref={field}
        className={classes.field}
        aria-label={label}
        placeholder={label}
        rows={isQuiet && text === '' ? 1 : 3}
        maxLength={4_000}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: it appears because somebody asked to write here
        autoFocus={props.autoFocus}
        onChange={event => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <MentionList field={field} people={people} />
      {(!isQuiet || text !== '') && (
        <div className={classes.send}>
          {canAsk && (
            <label>
              <input
                type="checkbox"
                checked={isQuestion}
                onChange={event => setQuestion(event.target.checked)}
              />
              {t('ask')}
            </label>
          )}
          {onCancel && (
            <button type="button" className={classes.word} onClick={onCancel}>
              {t('cancel')}
            </button>
          )}
          <button type="submit" className={classes.submit} disabled={text.trim() === ''}>
            {submit}
          </button>
        </div>
      )}
    </form>
  )
}
