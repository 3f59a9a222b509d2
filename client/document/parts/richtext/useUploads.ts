import type { Editor } from '@tiptap/core'
import { Decoration } from '@tiptap/pm/view'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RelativePosition } from 'yjs'
import { Turns } from '../../../../shared/base/turns.ts'
import { IMAGE_TYPES, type ImageAnswer, MAX_IMAGE } from '../../../../shared/protocol/imageApi.ts'
import { api } from '../../../connection/api.ts'
import type { Connection } from '../../../connection/connection.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { newId } from '../newId.ts'
import { type LateProps, redraw } from './late.ts'
import { insertPicture, picturesIn } from './pictures.ts'
import { heldPosition, holdPosition } from './positions.ts'

/** A picture on its way, shown at its place to whoever adds it until it is in the text. */
interface Upload {
  readonly id: string
  readonly file: File
  readonly name: string
  readonly place: RelativePosition | null
  /** Why it was not taken; null while it is on its way. */
  failure: string | null
  readonly mayRetry: boolean
}

/** What pictures add to an editor. */
export interface Uploads extends Required<Pick<LateProps, 'decorate' | 'handlePaste' | 'handleDrop'>> {
  /** Adds pictures where the caret is. */
  add(files: readonly File[]): void
}

/** Takes pictures that are pasted, dropped or chosen, and puts them into the text once the server has them. */
export function useUploads(editor: Editor): Uploads {
  const connection = useConnection()
  const { t } = useTranslation('richtext')
  return useMemo(() => uploadsOf(editor, connection, t), [editor, connection, t])
}

/** Pictures go up one after the other: the server takes a few of one person at a time. */
const TURNS = new Turns()

function uploadsOf(editor: Editor, connection: Connection, t: TFunction<'richtext'>): Uploads {
  const { postmortem, undo } = connection
  let uploads: readonly Upload[] = []
  const forget = (upload: Upload): void => {
    uploads = uploads.filter(other => other !== upload)
    redraw(editor)
    editor.commands.focus()
  }
  const send = async (upload: Upload): Promise<void> => {
    upload.failure = null
    redraw(editor)
    const path = `/api/postmortems/${postmortem}/images`
    const answer = await TURNS.take(postmortem, () =>
      api.upload<ImageAnswer>(path, upload.file, upload.file.type),
    )
    if (editor.isDestroyed || !uploads.includes(upload)) return
    if (!answer.ok) {
      upload.failure = answer.error.message
      redraw(editor)
      return
    }
    const at = upload.place && heldPosition(editor.state, upload.place)
    uploads = uploads.filter(other => other !== upload)
    undo.stopCapturing()
    insertPicture(editor, answer.value.src, at ?? editor.state.doc.content.size)
    undo.stopCapturing()
    redraw(editor)
  }
  const addAt = (files: readonly File[], position: number): void => {
    for (const file of files) {
      const refused = refusalOf(file, t)
      const upload: Upload = {
        id: newId(),
        file,
        name: file.name || t('unnamed'),
        place: holdPosition(editor.state, position),
        failure: refused,
        mayRetry: refused === null,
      }
      uploads = [...uploads, upload]
      if (refused === null) void send(upload)
    }
    redraw(editor)
  }
  return {
    add: files => addAt(files, editor.state.selection.to),
    decorate: (doc, state) =>
      uploads.map(upload => {
        const held = (upload.place && heldPosition(state, upload.place)) ?? doc.content.size
        const $at = doc.resolve(Math.min(held, doc.content.size))
        const position = $at.parent.isTextblock ? $at.after() : $at.pos
        const key = `${upload.id} ${upload.failure ?? ''}`
        const draw = (): HTMLElement => drawUpload(upload, t, { retry: () => void send(upload), forget })
        return Decoration.widget(position, draw, { key, side: 1, stopEvent: () => true })
      }),
    handlePaste(_view, event) {
      const files = picturesIn(event.clipboardData)
      if (files.length === 0) return false
      addAt(files, editor.state.selection.to)
      return true
    },
    handleDrop(view, event, _slice, moved) {
      const files = moved ? [] : picturesIn(event.dataTransfer)
      if (files.length === 0) return false
      const under = view.posAtCoords({ left: event.clientX, top: event.clientY })
      addAt(files, under?.pos ?? editor.state.doc.content.size)
      event.preventDefault()
      return true
    },
  }
}

/** What can be said without asking the server. */
function refusalOf(file: File, t: TFunction<'richtext'>): string | null {
  if (!IMAGE_TYPES.some(type => type === file.type)) return t('wrongKind')
  return file.size > MAX_IMAGE ? t('tooLarge', { size: (file.size / 1024 / 1024).toFixed(1) }) : null
}

function drawUpload(
  upload: Upload,
  t: TFunction<'richtext'>,
  actions: { readonly retry: () => void; readonly forget: (upload: Upload) => void },
): HTMLElement {
  const box = document.createElement('div')
  box.className = 'upload'
  box.contentEditable = 'false'
  box.setAttribute('role', upload.failure === null ? 'status' : 'alert')
  const words = document.createElement('span')
  words.textContent =
    upload.failure === null
      ? t('uploading', { name: upload.name })
      : t('failed', { name: upload.name, why: upload.failure })
  box.append(words)
  if (upload.failure === null) return box
  box.dataset.failed = ''
  const button = (label: string, act: () => void): void => {
    const made = document.createElement('button')
    made.type = 'button'
    made.textContent = label
    made.addEventListener('click', act)
    box.append(made)
  }
  if (upload.mayRetry) button(t('retry'), actions.retry)
  button(t('discard'), () => actions.forget(upload))
  return box
}
