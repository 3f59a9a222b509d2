import { ok, type Result, refuse } from '../../base/result.ts'
import type { Postmortem } from '../../document/postmortem.ts'
import { emptyPostmortem } from '../../document/seed.ts'
import type { ImportContext, ImportedPostmortem } from '../report.ts'
import { readForeign } from './foreign/readForeign.ts'
import { isTooDeep, looksBinary } from './hostile.ts'
import { renumber } from './newIds.ts'
import { parseMarkdown } from './parseMarkdown.ts'
import { readOwn } from './readOwn.ts'
import { reportOn } from './reportOn.ts'
import { WRITTEN_BY_US } from './toMarkdown.ts'

/** The most characters that an import reads: far above any report, far below what would hold up a server. */
export const MOST_CHARACTERS = 1_000_000

/**
 * Reads a postmortem from Markdown. What `toMarkdown` wrote comes back the same, ids aside; of any other report the
 * title, facts, sections, timeline and actions are recognised, and whatever is not is kept under "From the import".
 */
export function fromMarkdown(text: string, { newId }: ImportContext): Result<ImportedPostmortem> {
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  if (source.trim() === '')
    return refuse('import/empty', 'The file is empty, so nothing was imported. Choose another file.')
  if (source.length > MOST_CHARACTERS) {
    return refuse(
      'import/too-large',
      'The file has more than a million characters, so nothing was imported. Split it, or leave logs out.',
    )
  }
  if (looksBinary(source)) {
    return refuse(
      'import/not-text',
      'The file is not text, so nothing was imported. Export it as Markdown and try again.',
    )
  }
  if (isTooDeep(source)) return TOO_DEEP
  try {
    return ok(readSource(source, newId))
  } catch (error) {
    // The parser walks emphasis inside emphasis by calling itself, and ends so when a file has thousands of levels.
    if (error instanceof RangeError) return TOO_DEEP
    throw error
  }
}

const TOO_DEEP = refuse(
  'import/too-deep',
  'The file is nested deeper than any report, so nothing was imported. Is it the right file?',
)

function readSource(source: string, newId: () => string): ImportedPostmortem {
  if (!source.trimEnd().endsWith(WRITTEN_BY_US)) return readForeign(source, newId)
  const { facts, sections, ...lists } = readOwn(parseMarkdown(source), source)
  const postmortem: Postmortem = renumber(
    { ...emptyPostmortem(newId(), facts), ...sections, ...lists },
    newId,
  )
  return { postmortem, report: reportOn(postmortem, [], []) }
}
