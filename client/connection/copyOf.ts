import type { Doc } from 'yjs'
import { readPostmortem } from '../../shared/document/read.ts'

/** A document as Markdown, as an export has it; what writes it is loaded when it is asked for. */
export async function markdownOf(doc: Doc, postmortem: string): Promise<string> {
  const { toMarkdown } = await import('../../shared/formats/markdown/toMarkdown.ts')
  return toMarkdown(readPostmortem(doc, postmortem))
}

/** Has the browser save a document as a Markdown file. */
export async function saveCopy(doc: Doc, postmortem: string): Promise<void> {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([await markdownOf(doc, postmortem)], { type: 'text/markdown' }))
  link.download = `${postmortem}.md`
  link.click()
  URL.revokeObjectURL(link.href)
}
