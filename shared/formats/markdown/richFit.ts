import type { RichNode } from '../../document/postmortem.ts'

const EMPTY: RichNode = { type: 'paragraph' }

/** Blocks of one line of inline nodes: pictures are blocks, so a line is split around them; never empty. */
export function fitBlocks(line: readonly RichNode[]): RichNode[] {
  const blocks: RichNode[] = []
  let run: RichNode[] = []
  const endRun = (): void => {
    if (run.length > 0) blocks.push({ type: 'paragraph', content: run })
    run = []
  }
  for (const node of line) {
    if (node.type === 'image') {
      if (run.some(other => other.type !== 'text' || other.text?.trim())) endRun()
      run = []
      blocks.push(node)
    } else run.push(node)
  }
  if (blocks.length === 0 || run.some(node => node.type !== 'text' || node.text?.trim())) endRun()
  return blocks.length > 0 ? blocks : [EMPTY]
}

/** A list item of the editor's shape: it begins with a paragraph. */
export const fitItem = (blocks: readonly RichNode[]): RichNode => ({
  type: 'listItem',
  content: blocks[0]?.type === 'paragraph' ? blocks : [EMPTY, ...blocks],
})

/** A table cell of the editor's shape: it holds at least one block. */
export const fitCell = (
  type: 'tableCell' | 'tableHeader',
  blocks: readonly RichNode[],
  attrs: Readonly<Record<string, number>> = {},
): RichNode => ({
  type,
  ...(Object.keys(attrs).length > 0 && { attrs }),
  content: blocks.length > 0 ? blocks : [EMPTY],
})

/** A table whose rows are all as long as the longest, unless cells span; nothing when there are no cells. */
export function fitTable(rows: readonly RichNode[]): RichNode[] {
  const widths = rows.map(row => row.content?.length ?? 0)
  const width = Math.max(0, ...widths)
  if (width === 0) return []
  const spans = rows.some(row => row.content?.some(cell => cell.attrs))
  const content = rows.map((row, index) => {
    const missing = spans ? 0 : width - (widths[index] ?? 0)
    return {
      ...row,
      content: [...(row.content ?? []), ...Array.from({ length: missing }, () => fitCell('tableCell', []))],
    }
  })
  return [{ type: 'table', content }]
}
