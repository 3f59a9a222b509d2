import { Extension } from '@tiptap/core'
import { yCursorPlugin, ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { keepDrawing, keepInStep } from './inStep.ts'
import { sectionAwareness } from './sectionAwareness.ts'

export interface CoeditingOptions {
  readonly fragment: Y.XmlFragment
  readonly awareness: Awareness
  readonly undo: Y.UndoManager
  /** The editor does not show what the section holds any more, and writes nothing from then on. */
  readonly onLost: (error: unknown) => void
}

/**
 * Ties an editor to a shared section: text, everyone's carets, and the document's one undo history. The stock
 * collaboration extension is not used, for it destroys the history that all sections and rows share (D6).
 */
export function coediting({ fragment, awareness, undo, onLost }: CoeditingOptions): Extension {
  undo.addTrackedOrigin(ySyncPluginKey)
  return Extension.create({
    name: 'coediting',
    priority: 1000,
    addProseMirrorPlugins: () => {
      const text = ySyncPlugin(fragment)
      const carets = yCursorPlugin(sectionAwareness(awareness, fragment), {
        cursorBuilder: drawCaret,
        selectionBuilder: drawSelection,
      })
      keepInStep(text, fragment, onLost)
      keepDrawing(carets)
      return [text, carets]
    },
  })
}

interface Writer {
  readonly name?: string
  readonly color?: string
}

function drawCaret(user: Writer): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.style.setProperty('--caret', colourOf(user))
  const name = document.createElement('span')
  name.className = 'caret-name'
  name.textContent = user.name ?? ''
  caret.append('\u2060', name, '\u2060')
  return caret
}

const drawSelection = (user: Writer) => ({ class: 'caret-selection', style: `--caret: ${colourOf(user)}` })

const colourOf = (user: Writer): string =>
  /^#[0-9a-f]{6}$/i.test(user.color ?? '') ? (user.color ?? '') : '#5c6773'
