import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { type ProsemirrorBinding, updateYFragment, ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { type Held, holdLine, placeComposed } from './composition.ts'
import { restoreSelection } from './keepSelection.ts'
import { type Drawn, readSection } from './readSection.ts'
import { writeTextRuns } from './textRuns.ts'

/** The tie between an editor and its section, which is cut at the first doubt about what the editor shows. */
export interface GuardedSync {
  readonly plugin: Plugin
  /** True while the editor shows what the section holds, so that positions in one mean something in the other. */
  isInStep(): boolean
}

/** After the end of a composition the editor still reads its last letters from the page, for some 20 ms. */
const SETTLED_MS = 60

/**
 * The binding writes the difference between what the editor shows and what the section holds. Where the editor missed
 * a change of others, that difference deletes what they wrote. So an editor that is not in step never writes: after
 * any error while a change was taken in or drawn, and at any content that the schema has no place for, it stands still
 * and `onLost` is called, once. It also writes nothing but what was changed in it: an editor fills an empty section
 * with a line of its own, which is no edit by anybody.
 */
export function guardedSync(
  fragment: Y.XmlFragment,
  schema: Schema,
  onLost: (error: unknown) => void,
): GuardedSync {
  const mapping = new Map<unknown, Drawn>()
  const sync: Plugin = ySyncPlugin(fragment, { mapping: mapping as ProsemirrorBinding['mapping'] })
  const binding = bindingOf(sync)
  let view: EditorView | null = null
  /** The document of the editor that is the same as the section; null while they are apart. */
  let inStep: Node | null = null
  /** What others wrote waits while words are composed: until then the page belongs to the input method. */
  let held: Held | null = null
  let isBroken = false
  /** The transaction that the editor itself writes in, whose changes it shows already. */
  let own: Y.Transaction | null = null

  const fail = (error: unknown): void => {
    if (isBroken) return
    isBroken = true
    inStep = null
    held = null
    if (view) view.dom.contentEditable = 'false'
    // Not within the transaction that is under way: others listen to it, too.
    queueMicrotask(() => onLost(error))
  }
  const attempt = (act: () => void): void => {
    try {
      act()
    } catch (error) {
      fail(error)
    }
  }
  /** Draws the whole section; views keep what is equal. */
  const draw = (isUndo: boolean): void => {
    if (isBroken || !view) return
    const read = readSection(fragment, schema)
    if (!read.ok) {
      fail(new Error(`The section holds what the editor has no place for: ${read.foreign}`))
      return
    }
    const before = view.state.doc
    const noted = binding.beforeTransactionSelection
    inStep = null
    mapping.clear()
    for (const [type, drawn] of read.drawn) mapping.set(type, drawn)
    const tr = view.state.tr.replace(0, before.content.size, new Slice(Fragment.from(read.nodes), 0, 0))
    if (noted) {
      restoreSelection(tr, noted, binding, before)
      if (binding._isLocalCursorInView()) tr.scrollIntoView()
    }
    tr.setMeta('addToHistory', false)
    tr.setMeta(ySyncPluginKey, { isChangeOrigin: true, isUndoRedoOperation: isUndo, binding })
    view.dispatch(tr)
    if (!isBroken) inStep = view.state.doc
  }
  const release = (): void => {
    if (!held || isBroken || !view || view.composing) return
    const composed = view.state
    const line = held
    held = null
    draw(false)
    if (inStep) view.dispatch(placeComposed(line, composed, view.state))
  }
  const releaseSoon = (): void => {
    setTimeout(() => attempt(release), SETTLED_MS)
  }

  /** The line that is composed in, as it was before the transactions that are about to begin. */
  let line: Held | null = null
  const noteSelection = binding.beforeAllTransactions
  binding.beforeAllTransactions = () => {
    line = null
    // A change of the editor's own is on its way while the two differ.
    if (!view || inStep === null || view.state.doc !== inStep) return
    attempt(() => {
      noteSelection()
      if (view?.composing) line = holdLine(view.state)
    })
  }
  binding._observeFunction = (_events: unknown, transaction: Y.Transaction) => {
    if (transaction === own || held) return
    if (line && inStep) {
      held = line
      inStep = null
      return
    }
    attempt(() => draw(transaction.origin instanceof Y.UndoManager))
  }
  binding._prosemirrorChanged = (doc: Node) => {
    if (inStep === null || doc === inStep) return
    own = binding.doc._transaction
    attempt(() => {
      writeTextRuns(fragment, doc, mapping)
      updateYFragment(binding.doc, fragment, doc, binding)
      if (own) keepUnknownAttributes(own, schema)
      inStep = doc
    })
  }
  const plugin = new Plugin({
    ...sync.spec,
    props: {
      ...sync.spec.props,
      handleDOMEvents: {
        compositionend: () => {
          releaseSoon()
          return false
        },
      },
    },
    view(opened) {
      view = opened
      guardDispatch(opened, error => fail(error))
      const made = sync.spec.view?.(opened)
      attempt(() => draw(false))
      return {
        update(updated, before) {
          if (held && !updated.composing) releaseSoon()
          made?.update?.(updated, before)
        },
        destroy() {
          made?.destroy?.()
          view = null
        },
      }
    },
  })
  return { plugin, isInStep: () => inStep !== null }
}

/** The binding removes the attributes that the schema does not know from each element it writes: they come back. */
function keepUnknownAttributes({ changed }: Y.Transaction, schema: Schema): void {
  for (const [type, names] of changed as ReadonlyMap<unknown, ReadonlySet<string | null>>) {
    if (!(type instanceof Y.XmlElement)) continue
    const known = schema.nodes[type.nodeName]?.spec.attrs ?? {}
    for (const name of names) {
      const item = name === null || Object.hasOwn(known, name) ? undefined : type._map.get(name)
      if (item?.deleted) type.setAttribute(name as string, item.content.getContent().at(-1))
    }
  }
}

/** The binding that a plugin made for itself; it hands it out with its first state. */
function bindingOf(sync: Plugin): ProsemirrorBinding {
  const state: { readonly binding: ProsemirrorBinding } = sync.spec.state?.init.call(
    sync,
    {},
    {} as EditorState,
  )
  return state.binding
}

/** A plugin that throws leaves the editor half drawn: from then on its keys are not what the section holds. */
function guardDispatch(view: EditorView, onError: (error: unknown) => void): void {
  const dispatch = view.dispatch
  view.dispatch = (tr: Transaction) => {
    try {
      dispatch.call(view, tr)
    } catch (error) {
      // Made for a state that is gone, and refused before anything happened: whoever made it tries again.
      if (error instanceof RangeError && error.message.includes('mismatched transaction')) throw error
      onError(error)
    }
  }
}
