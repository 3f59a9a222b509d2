import { type Postmortem, SECTIONS } from '../../document/postmortem.ts'
import { COMMENTS_TITLE } from '../openComments.ts'
import { LIST_TITLES, PAGE_ORDER, type PagePart, SECTION_TITLES } from '../words.ts'
import { writeComments } from './comments.ts'
import { writeHeader } from './header.ts'
import { numbersOf, writeActions, writeFactors, writeParked, writeTimeline, writeWhys } from './lists.ts'
import { writeRich } from './richMarkdown.ts'

/** The last line of an export: whoever reads the file knows that it means exactly what it says. */
export const WRITTEN_BY_US = '<!-- debrief: 1 -->'

/**
 * A postmortem as Markdown in the lesson's structure: the same text for the same value, and read back by
 * `fromMarkdown` as the same postmortem, ids and sort keys aside. Open comments come last, and are read back as text
 * from the import: a file cannot vouch for who said what. `published` is the day of publication, or ''.
 */
export function toMarkdown(postmortem: Postmortem, published = ''): string {
  const parts = PAGE_ORDER.flatMap(part => {
    const body = writePart(postmortem, part)
    return body ? [`## ${titleOf(part)}\n\n${body}`] : []
  })
  const comments = writeComments(postmortem)
  if (comments) parts.push(`## ${COMMENTS_TITLE}\n\n${comments}`)
  return `${[writeHeader(postmortem, published), '---', ...parts, WRITTEN_BY_US].join('\n\n')}\n`
}

const titleOf = (part: PagePart): string => ({ ...SECTION_TITLES, ...LIST_TITLES })[part]

function writePart(postmortem: Postmortem, part: PagePart): string {
  const section = SECTIONS.find(name => name === part)
  if (section) return writeRich(postmortem[section])
  const numbers = numbersOf(postmortem)
  switch (part) {
    case 'timeline':
      return writeTimeline(postmortem)
    case 'factors':
      return writeFactors(postmortem.factors, numbers)
    case 'whys':
      return writeWhys(postmortem.whys, numbers)
    case 'actions':
      return writeActions(postmortem.actions, numbers)
    default:
      return writeParked(postmortem.parked)
  }
}
