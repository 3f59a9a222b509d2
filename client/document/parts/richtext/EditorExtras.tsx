import { IconMessagePlus, IconPhotoPlus } from '@tabler/icons-react'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { SectionName } from '../../../../shared/document/postmortem.ts'
import { IMAGE_TYPES } from '../../../../shared/protocol/imageApi.ts'
import { cleanPaste } from './cleanPaste.ts'
import { EditorMentions, type MentionKeys } from './EditorMentions.tsx'
import { type LateSlot, redraw } from './late.ts'
import { PictureForm } from './PictureForm.tsx'
import classes from './Toolbar.module.css'
import { useCommentMarks } from './useCommentMarks.ts'
import { useUploads } from './useUploads.ts'

/** What an editor gets once somebody is in it: comments on words, pictures, mentions, and care with what is pasted. */
export function EditorExtras(props: {
  readonly editor: Editor
  readonly name: SectionName
  readonly late: LateSlot
  /** The end of the toolbar. */
  readonly tools: HTMLElement | null
}) {
  const { editor, name, late, tools } = props
  const { t } = useTranslation('richtext')
  const comments = useCommentMarks(editor, name)
  const uploads = useUploads(editor)
  const mentions = useRef<MentionKeys>({ onKey: () => false })
  const files = useRef<HTMLInputElement>(null)
  const { isEmpty, isPicture } = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      isEmpty: now.state.selection.empty,
      isPicture: now.isActive('image'),
    }),
  })

  useEffect(() => {
    late.current = {
      decorate: (doc, state) => [...comments.decorate(doc, state), ...uploads.decorate(doc, state)],
      handleKeyDown(view, event) {
        return mentions.current.onKey(event) || (comments.handleKeyDown.call(this, view, event) ?? false)
      },
      handleClick: comments.handleClick,
      handlePaste: uploads.handlePaste,
      handleDrop: uploads.handleDrop,
      transformPastedHTML: cleanPaste,
    }
    redraw(editor)
    return () => {
      late.current = null
    }
  }, [editor, late, comments, uploads])

  return (
    <>
      <EditorMentions editor={editor} keys={mentions} />
      {tools &&
        createPortal(
          <>
            <button
              type="button"
              className={classes.button}
              aria-label={t('picture')}
              title={t('picture')}
              onMouseDown={event => event.preventDefault()}
              onClick={() => files.current?.click()}
            >
              <IconPhotoPlus size={16} />
            </button>
            <input
              ref={files}
              type="file"
              hidden
              multiple
              accept={IMAGE_TYPES.join(',')}
              onChange={event => {
                uploads.add([...(event.target.files ?? [])])
                event.target.value = ''
              }}
            />
            {isPicture && <PictureForm editor={editor} />}
            {!isPicture && !isEmpty && (
              <button
                type="button"
                className={classes.button}
                aria-label={t('comment')}
                title={t('comment')}
                onMouseDown={event => event.preventDefault()}
                onClick={comments.comment}
              >
                <IconMessagePlus size={16} />
              </button>
            )}
          </>,
          tools,
        )}
    </>
  )
}
