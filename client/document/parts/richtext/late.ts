import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { type Decoration, DecorationSet, type EditorProps } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/** What an editor can do once its extras are loaded: hear keys, pastes and drops, and draw into the text. */
export interface LateProps
  extends Pick<
    EditorProps,
    'handleKeyDown' | 'handlePaste' | 'handleDrop' | 'handleClick' | 'transformPastedHTML'
  > {
  readonly decorate: (doc: Node, state: EditorState) => readonly Decoration[]
}

/** Where the extras stand when they are there. */
export interface LateSlot {
  current: LateProps | null
}

const key = new PluginKey<DecorationSet>('late')

/**
 * Leaves room for extras that are loaded when somebody is in the section: to add a plugin later would tear down the
 * binding to the shared text.
 */
export const latePlugin = (slot: LateSlot): Extension =>
  Extension.create({
    name: 'late',
    // After the binding, whose state it reads, and before whatever else hears keys.
    priority: 900,
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply(transaction, drawn, _before, state) {
            // What others type comes in as one replacement of everything, through which nothing can be mapped.
            const isRemote = transaction.docChanged && transaction.getMeta(ySyncPluginKey) !== undefined
            if (!slot.current || !(isRemote || transaction.getMeta(key))) {
              return drawn.map(transaction.mapping, transaction.doc)
            }
            try {
              return DecorationSet.create(transaction.doc, [...slot.current.decorate(transaction.doc, state)])
            } catch (error) {
              // A mark that cannot be drawn is no reason for the text not to be.
              console.error(error)
              return DecorationSet.empty
            }
          },
        },
        props: {
          decorations: state => key.getState(state),
          handleKeyDown(view, event) {
            return slot.current?.handleKeyDown?.call(this, view, event) ?? false
          },
          handlePaste(view, event, slice) {
            return slot.current?.handlePaste?.call(this, view, event, slice) ?? false
          },
          handleDrop(view, event, slice, moved) {
            return slot.current?.handleDrop?.call(this, view, event, slice, moved) ?? false
          },
          handleClick(view, position, event) {
            return slot.current?.handleClick?.call(this, view, position, event) ?? false
          },
          transformPastedHTML(html, view) {
            return slot.current?.transformPastedHTML?.call(this, html, view) ?? html
          },
        },
      }),
    ],
  })

/** Draws the extras of an editor anew. */
export function redraw(editor: Editor): void {
  if (!editor.isDestroyed)
    editor.view.dispatch(editor.state.tr.setMeta(key, true).setMeta('addToHistory', false))
}
