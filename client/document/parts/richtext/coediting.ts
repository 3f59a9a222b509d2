import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { yCursorPlugin, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { type GuardedSync, guardedSync } from './guardedSync.ts'
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
    addProseMirrorPlugins() {
      const sync = guardedSync(fragment, this.editor.schema, onLost)
      const carets: Plugin = yCursorPlugin(sectionAwareness(awareness, fragment), {
        cursorBuilder: drawCaret,
        selectionBuilder: drawSelection,
      })
      return [sync.plugin, whileInStep(carets, sync)]
    },
  })
}

/**
 * The own caret is told by its place in the shared text, which a place in an editor that is behind does not name. A
 * caret of somebody else that cannot be drawn is left where it was, and ends nothing else.
 */
function whileInStep(carets: Plugin, sync: GuardedSync): Plugin {
  const { state, view: open } = carets.spec
  return new Plugin({
    ...carets.spec,
    ...(state && { state: { ...state, apply: drawnOr(state.apply) } }),
    view(opened) {
      const made = open?.(opened)
      return {
        ...made,
        update(view, before) {
          if (sync.isInStep()) made?.update?.(view, before)
        },
      }
    },
  })
}

type Apply = NonNullable<Plugin['spec']['state']>['apply']

function drawnOr(apply: Apply): Apply {
  return function draw(this: Plugin, transaction, drawn, before, state) {
    try {
      return apply.call(this, transaction, drawn, before, state)
    } catch (error) {
      console.warn('A caret could not be drawn:', error)
      return drawn.map(transaction.mapping, transaction.doc)
    }
  }
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
