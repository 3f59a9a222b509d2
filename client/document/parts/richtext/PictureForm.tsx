import { IconTrash } from '@tabler/icons-react'
import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'
import { useEditorState } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../../hooks/useConnection.ts'
import classes from './Toolbar.module.css'

/** The words that stand for the selected picture where it cannot be seen, and the way to take it out. */
export function PictureForm({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('richtext')
  const { undo } = useConnection()
  const { at, alt } = useEditorState({
    editor,
    selector: ({ editor: { state } }) => ({
      at: state.selection.from,
      alt: state.selection instanceof NodeSelection ? String(state.selection.node.attrs.alt ?? '') : '',
    }),
  })
  const keep = (words: string): void => {
    if (words.trim() === alt) return
    undo.stopCapturing()
    editor.commands.updateAttributes('image', { alt: words.trim() })
  }
  return (
    <>
      <input
        key={`${at} ${alt}`}
        className={classes.input}
        aria-label={t('pictureAlt')}
        placeholder={t('pictureAltExample')}
        defaultValue={alt}
        maxLength={400}
        onBlur={event => keep(event.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          event.preventDefault()
          if (event.key === 'Enter') keep(event.currentTarget.value)
          editor.commands.focus()
        }}
      />
      <button
        type="button"
        className={classes.button}
        aria-label={t('pictureRemove')}
        title={t('pictureRemove')}
        onMouseDown={event => event.preventDefault()}
        onClick={() => {
          undo.stopCapturing()
          editor.chain().deleteSelection().focus().run()
        }}
      >
        <IconTrash size={16} />
      </button>
    </>
  )
}
