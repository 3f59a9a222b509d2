import { blockTexts } from '../../../../shared/checks/blocks.ts'
import type { Finding } from '../../../../shared/checks/finding.ts'
import type { Postmortem } from '../../../../shared/document/postmortem.ts'

/** The words that a finding is about, '' when it is about a whole place, or quotes them itself. */
export function excerptOf(postmortem: Postmortem, { where, span, reason }: Finding): string {
  if (!span) return ''
  const words = textAt(postmortem, where).slice(span.start, span.end)
  return reason.includes(words.slice(0, 12)) ? '' : words
}

function textAt(postmortem: Postmortem, where: Finding['where']): string {
  switch (where.in) {
    case 'facts':
      return where.field === 'title' ? postmortem.title : ''
    case 'section':
      return blockTexts(postmortem[where.section])[where.block]?.text ?? ''
    case 'text':
      return ''
    default:
      return postmortem[where.in].find(row => row.id === where.id)?.text ?? ''
  }
}
