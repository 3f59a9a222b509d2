import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Finding } from '../../../../shared/checks/finding.ts'

const key = new PluginKey<DecorationSet>('findings')

/** Underlines what the checks noticed; they move with the text and never change it. */
export const findingMarks = Extension.create({
  name: 'findingMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(transaction, marks) {
          const findings = transaction.getMeta(key) as readonly Finding[] | undefined
          if (findings) return DecorationSet.create(transaction.doc, decorate(transaction.doc, findings))
          return marks.map(transaction.mapping, transaction.doc)
        },
      },
      props: { decorations: state => key.getState(state) },
    }),
  ],
})

/** Hands an editor the findings of its section. */
export function showFindings(editor: Editor, findings: readonly Finding[]): void {
  if (editor.isDestroyed) return
  editor.view.dispatch(editor.state.tr.setMeta(key, findings).setMeta('addToHistory', false))
}

/** The finding (by its position in the list) that is marked at a position of the document, or null. */
export function findingAt(editor: Editor, position: number): number | null {
  const found = key.getState(editor.state)?.find(position, position) ?? []
  const index: unknown = found[0]?.spec.index
  return typeof index === 'number' ? index : null
}

function decorate(doc: Node, findings: readonly Finding[]): Decoration[] {
  const blocks = textBlocks(doc)
  return findings.flatMap((finding, index) => {
    if (finding.where.in !== 'section' || !finding.span) return []
    const block = blocks[finding.where.block]
    if (!block) return []
    const from = positionIn(block.node, block.start, finding.span.start)
    const to = positionIn(block.node, block.start, finding.span.end)
    if (to <= from) return []
    const attrs = { 'data-finding': finding.severity, 'data-finding-index': String(index) }
    return [Decoration.inline(from, to, attrs, { index })]
  })
}

interface TextBlock {
  readonly node: Node
  /** Position of its first character. */
  readonly start: number
}

/** The blocks that hold text, in the order in which checks count them. */
function textBlocks(doc: Node): TextBlock[] {
  const blocks: TextBlock[] = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    blocks.push({ node, start: position + 1 })
    return false
  })
  return blocks
}

/** A document position for an offset into a block's text, in which a line break or a mention may be longer than it is here. */
function positionIn(block: Node, start: number, offset: number): number {
  let left = offset
  let position = start
  for (const child of block.children) {
    const length = child.isText ? child.nodeSize : plainLength(child)
    if (left <= length) return position + (child.isText ? left : Math.min(left, child.nodeSize))
    left -= length
    position += child.nodeSize
  }
  return position
}

const plainLength = (node: Node): number =>
  node.type.name === 'mention' ? 1 + String(node.attrs.label ?? node.attrs.id ?? '').length : 1
