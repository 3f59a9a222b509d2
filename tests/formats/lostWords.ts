import type { ImportedPostmortem } from '../../shared/formats/report.ts'

/**
 * The words of a file that are nowhere in what was imported: neither in the postmortem nor in a sentence of its report.
 * Markup is no word: tags, table rules, the labels of `[text][label]`, and headings that are known.
 */
export function lostWords(file: string, imported: ImportedPostmortem): string[] {
  const kept = new Set(wordsOf(`${JSON.stringify(imported.postmortem)} ${imported.report.notes.join(' ')}`))
  const shown = file
    .replace(/^\[[^\]]+\]:/gm, ' ')
    .replace(/\]\[[^\]]+\]/g, ' ')
    .replace(/<!--[\s\S]*?-->|<br>|^- \[x\]/gm, ' ')
    .replace(/<img[^>]*?(?:alt="([^"]*)")?\s*(?:src="([^"]*)")?[^>]*>/g, ' $1 $2 ')
    .replace(/^\|.*(?:Time|Action|Owner).*\|\s*\n\|[ :|-]+\|/gm, ' ')
    .replace(/^#+\s.*$/gm, heading => (KNOWN.test(heading) ? ' ' : heading))
    .replace(/^[-*]?\s*\*\*[^*]+\*\*/gm, label => (KNOWN.test(label) ? ' ' : label))
  return [...new Set(wordsOf(shown))].filter(word => !kept.has(word) && !isTime(word))
}

const KNOWN =
  /^[\s#*-]*(post-?mortem|summary|impact|timeline|root cause( analysis)?|contributing factors|five whys|what (went|could|can|happened)|where we got|action items?|review actions|actions following review|follow|lessons|remediation|key events|identified|severity|duration|authors?|reviewers?|owner|due|start|detect|resolved|mitigated|incident|created by)\b/i

/** Times and dates are stored as instants, so that their digits may change. */
const isTime = (word: string): boolean =>
  /^(\d+|[ap]m|utc|gmt|pst|cet|cest|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|(\d+)(st|nd|rd|th))$/.test(
    word,
  )

const wordsOf = (text: string): string[] =>
  text
    .replace(/\\[nt]/g, ' ')
    .replace(/\\/g, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []
