import type { CommentThread, Postmortem } from '../document/postmortem.ts'
import { writeInstant } from './instants.ts'
import { LIST_TITLES, SECTION_TITLES } from './words.ts'

/** The heading under which an export lists what is still open beside the text. */
export const COMMENTS_TITLE = 'Open questions and comments'

/** A thread that nobody resolved, in words. */
export interface OpenComment {
  readonly kind: 'Question' | 'Comment'
  /** Where it stands: `Timeline`, `Summary`. */
  readonly part: string
  /** The row's words, or the words of the section that it is about. */
  readonly about: string
  readonly said: readonly { readonly by: string; readonly text: string }[]
}

/** What is still open, questions first; each part in the order in which it was asked. */
export function openComments(postmortem: Postmortem): OpenComment[] {
  const open = postmortem.comments.filter(({ resolvedAt }) => resolvedAt === '')
  const ordered = [...open.filter(({ question }) => question), ...open.filter(({ question }) => !question)]
  return ordered.map(thread => ({
    kind: thread.question ? 'Question' : 'Comment',
    ...placeOf(postmortem, thread),
    said: thread.comments.map(({ author, at, text }) => ({
      by: [author.name || 'Somebody', writeInstant(at.replace(/\.\d+Z$/, 'Z'))].join(', '),
      text: text || '(taken back)',
    })),
  }))
}

function placeOf(postmortem: Postmortem, { about }: CommentThread): Pick<OpenComment, 'part' | 'about'> {
  if (about.in === 'section') {
    return { part: SECTION_TITLES[about.section], about: about.quote.replaceAll('\n', ' ') }
  }
  const rows: readonly { readonly id: string; readonly text: string }[] = postmortem[about.in]
  return { part: LIST_TITLES[about.in], about: rows.find(({ id }) => id === about.id)?.text ?? '' }
}
