import { classify } from './classify.ts'
import { LABELLED_TITLE } from './title.ts'

const WIKI_HEADING = /^h([1-6])\.[ \t]+(.*)$/
const MARKDOWN_HEADING = /^ {0,3}#{1,6}[ \t]/m
const FENCE = /^ {0,3}(?:```|~~~)/
/** A line that begins as a list item, quote, table, chat line or drawn line does. */
const NO_HEADING = /^(?:[-*+•>|#[<({=_~`]|\d)/
const SENTENCE_END = /[.,;!]$/
const MAIL_HEADER =
  /^(?:from|to|cc|date|sent|subject|von|an|datum|gesendet|betreff|de|à|para|objet|asunto|fecha|enviado|envoyé):[ \t]/i
const LONGEST_HEADING = 60
/** A line of text below a heading is at least this long, where it is no list. */
const SHORTEST_TEXT = 60
const LONGEST_TITLE = 140
const MOST_WORDS = 8
/** Two headings that are known make a text with headings; one may be a line that only reads so. */
const ENOUGH = 2

/**
 * A report in wiki markup (`h2.`, `||head||`, `{code}`) or in plain text without Markdown's headings, with its headings,
 * tables and code as Markdown has them; any other text as it is. Each line keeps its words. Linear.
 */
export function withMarkdownStructure(source: string): string {
  const lines = source.split('\n')
  if (lines.some(line => WIKI_HEADING.test(line))) return fromWiki(lines)
  return MARKDOWN_HEADING.test(source) ? source : withHeadings(lines)
}

function fromWiki(lines: readonly string[]): string {
  const made: string[] = []
  let isCode = false
  for (const line of lines) {
    if (/^\{(?:code|noformat)(?::[^}]*)?\}\s*$/.test(line)) {
      isCode = !isCode
      made.push('```')
    } else if (isCode) made.push(line)
    else made.push(...wikiLine(line, made.at(-1) ?? ''))
  }
  return made.join('\n')
}

function wikiLine(line: string, before: string): string[] {
  const heading = WIKI_HEADING.exec(line)
  if (heading) return ['', `${'#'.repeat(Number(heading[1]))} ${wikiWords(heading[2] ?? '')}`, '']
  if (/^\|\|.*\|\|\s*$/.test(line)) {
    const cells = line.trim().slice(2, -2).split('||')
    return [
      ...(before.trim() === '' ? [] : ['']),
      `| ${cells.map(cell => wikiWords(cell.trim())).join(' | ')} |`,
      `|${'---|'.repeat(cells.length)}`,
    ]
  }
  const item = /^([*#-]{1,6})[ \t]+(.*)$/.exec(line)
  if (!item || /^-{2,}$/.test(item[1] ?? '')) return [wikiWords(line)]
  const [, marks = '', words = ''] = item
  const isNumbered = marks.endsWith('#')
  return [`${'   '.repeat(marks.length - 1)}${isNumbered ? '1.' : '-'} ${wikiWords(words)}`]
}

/** `{{code}}` and `[label|address]` as Markdown writes them. */
const wikiWords = (text: string): string =>
  text.length > 2_000
    ? text
    : text.replace(/\{\{([^{}]*)\}\}/g, '`$1`').replace(/\[([^[\]|]*)\|(https?:[^[\]|\s]*)\]/g, '[$1]($2)')

function withHeadings(lines: readonly string[]): string {
  const isFenced = fenced(lines)
  const known = lines.map((_, at) => !isFenced[at] && isCandidate(lines, at) && isKnown(lines[at] ?? ''))
  if (known.filter(Boolean).length < ENOUGH) return lines.join('\n')
  const title = titleAt(lines)
  return withTables(
    lines.flatMap((line, at) => {
      if (at === title) return [`# ${titleOf(line)}`, '']
      const isHeading = known[at] || (!isFenced[at] && isCandidate(lines, at) && announces(lines, at))
      if (isHeading) return [`## ${headingWords(line).replace(/\s*:$/, '')}`, '']
      return [isFenced[at] ? line : line.replace(SUB_NUMBERED, '- ').replace(BULLET, '$1- ')]
    }),
  ).join('\n')
}

/** Lines one after another with the same number of tabs between their words, as a table: the first is its head. */
function withTables(lines: readonly string[]): string[] {
  const cells = lines.map(line => (/^\S.*\t/.test(line) ? line.split('\t') : []))
  const count = (at: number): number => cells[at]?.length ?? 0
  return lines.flatMap((line, at) => {
    const isFirst = count(at) > 1 && count(at - 1) !== count(at)
    if (count(at) < 2 || (isFirst && count(at + 1) !== count(at))) return [line]
    const row = `| ${(cells[at] ?? []).map(cell => cell.trim().replace(/\|/g, '\\|')).join(' | ')} |`
    return isFirst ? ['', row, `|${'---|'.repeat(count(at))}`] : [row]
  })
}

/** A bullet that Markdown does not know. */
const BULLET = /^( {0,3})[•‣◦▪][ \t]{1,4}/
/** `3.1 The alarm sounds` below `3. CHRONOLOGY`. */
const SUB_NUMBERED = /^ {0,6}\d{1,2}\.\d{1,2}\.?[ \t]+(?=\S)/

function fenced(lines: readonly string[]): boolean[] {
  let isIn = false
  return lines.map(line => {
    if (!FENCE.test(line)) return isIn
    isIn = !isIn
    return true
  })
}

/** A short line on its own, or with its text right below it. */
function isCandidate(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? ''
  const text = headingWords(line)
  if (text === '' || text.length > LONGEST_HEADING || /^\s{4}/.test(line) || /^\t/.test(line)) return false
  // A known heading with a number needs no line of its own.
  const isClose = NUMBERED.test(line.trim()) && classify(text) !== null
  if ((!isClose && (lines[at - 1] ?? '').trim() !== '') || /^(?:=+|-{2,})\s*$/.test(lines[at + 1] ?? ''))
    return false
  if (NO_HEADING.test(text) || SENTENCE_END.test(text) || /\d[:.h]\d/.test(text)) return false
  return !/:\s*\S/.test(text) && text.split(/\s+/).length <= MOST_WORDS
}

const isKnown = (line: string): boolean => classify(headingWords(line).replace(/\s*:$/, '')) !== null

/** The words of a line that may be a heading: without its number, where it begins with a capital, and not in bold. */
const headingWords = (line: string): string => line.trim().replace(NUMBERED, '').replace(BOLD, '$1')
const NUMBERED = /^\d{1,2}(?:\.\d{1,2})?[.)]?\s+(?=\p{Lu})/u
const BOLD = /^\*{1,2}([^*\s][^*]*)\*{1,2}$/

/** A line that begins with a capital, with a text or list right below it, is a heading of something not known here. */
function announces(lines: readonly string[], at: number): boolean {
  const below = (lines[at + 1] ?? '').trim()
  const line = (lines[at] ?? '').trim()
  // A number makes a list item of a line, unless what follows is known.
  if (NUMBERED.test(line)) return false
  if (BOLD.test(line)) return below !== ''
  return (
    /^\p{Lu}/u.test((lines[at] ?? '').trim()) &&
    (below.length >= SHORTEST_TEXT || /^(?:[-*•]|\d+[.)]) /.test(below))
  )
}

/** The line that names the whole: the subject of a mail, or else the first line; -1 when neither does. */
function titleAt(lines: readonly string[]): number {
  const first = lines.findIndex(line => line.trim() !== '')
  const head = lines.slice(first, first + 12)
  const end = head.findIndex(line => line.trim() === '')
  const block = end < 0 ? head : head.slice(0, end)
  if (block.length > 0 && block.every(line => MAIL_HEADER.test(line))) {
    const subject = block.findIndex(line => SUBJECT.test(line))
    return subject < 0 ? -1 : first + subject
  }
  const labelled = head.findIndex(line => LABELLED_TITLE.test(line.trim()))
  if (labelled >= 0) return first + labelled
  const line = (lines[first] ?? '').trim()
  const isNamed =
    !/^[\p{L} ]{1,30}:\s/u.test(line) || /^(?:post-?mortem|incident|retro)[\p{L} -]{0,30}:\s/iu.test(line)
  const isTitle = line.length <= LONGEST_TITLE && !NO_HEADING.test(line) && !/[.,;]$/.test(line) && isNamed
  return isTitle && !isKnown(line) ? first : -1
}

const titleOf = (line: string): string =>
  (LABELLED_TITLE.exec(line.trim())?.[1] ?? line.trim()).replace(SUBJECT, '').replace(ANSWERED, '')
const SUBJECT = /^(?:subject|betreff|objet|asunto):\s*/i
const ANSWERED = /^(?:(?:re|fwd?|aw|wg):\s*)+/i
