import type { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { isEditable } from '../../../../shared/document/richShape.ts'

/** What is used of the binding that y-tiptap makes between an editor and shared text. */
interface Binding {
  readonly prosemirrorView: EditorView | null
  _observeFunction: (events: unknown[], transaction: Y.Transaction) => void
  _prosemirrorChanged: (doc: unknown) => void
  _forceRerender: () => void
}

/**
 * Lets an editor write only while it shows what the shared text holds. The binding writes the difference between its
 * whole view and the text at the next key: when it failed to take in what others wrote, that difference deletes it. From
 * the first failure on, or once the text holds what no editor can keep, the binding neither reads nor writes, and
 * `onLost` is told; the editor has to be taken away and made anew.
 */
export function keepInStep(plugin: Plugin, fragment: Y.XmlFragment, onLost: (error: unknown) => void): void {
  const binding = bindingOf(plugin)
  const takeIn = binding._observeFunction
  const write = binding._prosemirrorChanged.bind(binding)
  const render = binding._forceRerender.bind(binding)
  let isLost = false
  /** Something came in while the binding was busy with a change of its own, and is not shown yet. */
  let isBehind = false
  let isWriting = false

  const guarded = (act: () => void): void => {
    if (isLost) return
    try {
      act()
    } catch (error) {
      isLost = true
      // Not within the transaction that is under way: others listen to it, too.
      queueMicrotask(() => onLost(error))
    }
  }
  const catchUp = (): void =>
    guarded(() => {
      if (!isBehind || !binding.prosemirrorView) return
      mustBeEditable(fragment)
      const before = binding.prosemirrorView.state
      render()
      isBehind = binding.prosemirrorView.state === before
    })

  binding._observeFunction = (events, transaction) =>
    guarded(() => {
      if (isWriting && transaction.origin === ySyncPluginKey) return
      mustBeEditable(fragment)
      const before = binding.prosemirrorView?.state
      takeIn(events, transaction)
      if (!binding.prosemirrorView || binding.prosemirrorView.state !== before) return
      isBehind = true
      queueMicrotask(catchUp)
    })
  binding._prosemirrorChanged = doc => {
    if (isBehind) catchUp()
    else
      guarded(() => {
        isWriting = true
        try {
          write(doc)
        } finally {
          isWriting = false
        }
      })
  }
  binding._forceRerender = () =>
    guarded(() => {
      mustBeEditable(fragment)
      render()
    })
}

/** Keeps what a plugin draws from ending the taking in of what others wrote: it then shows what it showed before. */
export function keepDrawing(plugin: Plugin): void {
  const { state } = plugin.spec
  if (!state) return
  const { apply } = state
  state.apply = function apply_(...args) {
    try {
      return apply.apply(this, args)
    } catch (error) {
      console.warn('A caret could not be drawn:', error)
      return args[1].map?.(args[0].mapping, args[0].doc) ?? args[1]
    }
  }
}

function mustBeEditable(fragment: Y.XmlFragment): void {
  if (!isEditable(fragment)) throw new Error('The section holds what no editor can keep')
}

/** The plugin makes its binding when it is made, and hands it out with its state. */
function bindingOf(plugin: Plugin): Binding {
  const { state } = plugin.spec
  if (!state) throw new Error('The binding keeps no state')
  return (state.init.call(plugin, {}, {} as never) as { binding: Binding }).binding
}
