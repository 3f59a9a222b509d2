import type { Editor } from '@tiptap/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { completeLink } from './safeLink.ts'
import classes from './Toolbar.module.css'

/** Asks for the address of a link; an empty one takes the link away. */
export function LinkForm({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const { t } = useTranslation('document')
  const [isRefused, setRefused] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const href: unknown = editor.getAttributes('link').href

  useEffect(() => input.current?.select(), [])

  const close = (): void => {
    onClose()
    editor.commands.focus()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const typed = input.current?.value ?? ''
    const address = completeLink(typed)
    if (typed.trim() === '') editor.chain().focus().extendMarkRange('link').unsetLink().run()
    else if (address) setLink(editor, address)
    else {
      setRefused(true)
      return
    }
    close()
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <input
        ref={input}
        className={classes.input}
        aria-label={t('format.address')}
        aria-invalid={isRefused}
        placeholder="https://…"
        defaultValue={typeof href === 'string' ? href : ''}
        onKeyDown={event => {
          if (event.key === 'Escape') close()
        }}
      />
      <button type="submit" className={classes.word}>
        {t('format.apply')}
      </button>
      <button type="button" className={classes.word} onClick={close}>
        {t('format.cancel')}
      </button>
      {isRefused && (
        <span role="alert" className={classes.refused}>
          {t('format.unsafe')}
        </span>
      )}
    </form>
  )
}

function setLink(editor: Editor, href: string): void {
  const chain = editor.chain().focus().extendMarkRange('link')
  if (editor.state.selection.empty && !editor.isActive('link')) {
    chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
  } else {
    chain.setLink({ href }).run()
  }
}
