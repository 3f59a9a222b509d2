import { type FormEvent, type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../../hooks/useDraft.ts'
import { useKnownPeople } from '../actions/useKnownPeople.ts'
import { MentionList } from '../mentions/MentionList.tsx'
import classes from './Comments.module.css'

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
  /** Answers false when what is typed is to stay. */
  readonly onSay: (text: string, question: boolean) => boolean
  readonly onCancel?: () => void
}) {
  const { label, submit, draft = '', initial = '', isQuiet = false, canAsk = false, onSay, onCancel } = props
  const { t } = useTranslation('comments')
  const { all: people } = useKnownPeople()
  const [{ text, isQuestion }, setDraft] = useDraft(draft && `say:${draft}`, {
    text: initial,
    isQuestion: false,
  })
  const field = useRef<HTMLTextAreaElement>(null)

  const discard = (): void => setDraft(() => ({ text: initial, isQuestion: false }))
  const send = (event?: FormEvent): void => {
    event?.preventDefault()
    if (text.trim() === '') return
    if (onSay(text.trim(), isQuestion)) discard()
  }
  const cancel = (): void => {
    // A change that is called off leaves what it would have changed.
    if (initial !== '') discard()
    onCancel?.()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event)
    else if (event.key === 'Escape' && onCancel) {
      event.stopPropagation()
      cancel()
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
        onChange={({ target }) => setDraft(now => ({ ...now, text: target.value }))}
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
                onChange={({ target }) => setDraft(now => ({ ...now, isQuestion: target.checked }))}
              />
              {t('ask')}
            </label>
          )}
          {onCancel && (
            <button type="button" className={classes.word} onClick={cancel}>
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
