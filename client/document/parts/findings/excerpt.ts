import { blockTexts } from '../../../../shared/checks/blocks.ts'
import type { Finding } from '../../../../shared/checks/finding.ts'
import type { Postmortem } from '../../../../shared/document/postmortem.ts'

/** The words that a finding is about, '' when it is about a whole place or its text has changed since. */
export function excerptOf(postmortem: Postmortem, { where, span }: Finding): string {
  if (!span) return ''
  return textAt(postmortem, where).slice(span.start, span.end)
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
