import { expect, it } from 'vitest'
import type { CommentThread, Postmortem } from '../../shared/document/postmortem.ts'
import { examplePostmortem } from '../../shared/example/examplePostmortem.ts'
import { toHtml } from '../../shared/formats/html.ts'
import { fromMarkdown } from '../../shared/formats/markdown/fromMarkdown.ts'
import { toMarkdown } from '../../shared/formats/markdown/toMarkdown.ts'
import { counter } from './counting.ts'

const comment = (id: string, name: string, text: string) => ({
  id,
  text,
  at: '2026-05-28T09:30:12.345Z',
  editedAt: '',
  author: { client: 9, clock: 0, name },
})
const open = { resolvedAt: '', resolvedBy: null, question: false }
const example = examplePostmortem()
const row = example.timeline[0]

const threads: readonly CommentThread[] = [
  {
    ...open,
    id: 'a',
    about: { in: 'section', section: 'summary', quote: 'the pool\nwas full' },
    comments: [comment('a', 'Bob', 'Which pool? <b>*two*</b>')],
  },
  {
    ...open,
    id: 'b',
    question: true,
    about: { in: 'timeline', id: row?.id ?? '' },
    comments: [comment('b', 'Wei', 'Who saw it?'), comment('c', 'Dave', 'I did.')],
  },
  {
    ...open,
    id: 'd',
    resolvedAt: '2026-05-28T10:00:00.000Z',
    about: { in: 'timeline', id: row?.id ?? '' },
    comments: [comment('d', 'Wei', 'settled long ago')],
  },
]
const commented: Postmortem = { ...example, comments: threads }

it('an export ends with the open questions and comments, and leaves out what is resolved', () => {
  const markdown = toMarkdown(commented)
  const part = markdown.slice(markdown.indexOf('## Open questions and comments'))
  expect(part.split('\n').slice(2, 8)).toEqual([
    `- Question, Timeline: “${row?.text}”`,
    '  - Wei, 2026-05-28 09:30:12 UTC: Who saw it?',
    '  - Dave, 2026-05-28 09:30:12 UTC: I did.',
    '- Comment, Summary: “the pool was full”',
    '  - Bob, 2026-05-28 09:30:12 UTC: Which pool? \\<b>\\*two\\*\\</b>',
    '',
  ])
  expect(markdown).not.toContain('settled long ago')
  const html = toHtml(commented)
  expect(html).toContain('<p>Who saw it?</p>')
  expect(html).toContain('Which pool? &lt;b&gt;*two*&lt;/b&gt;')
  expect(html).not.toContain('settled long ago')
})

it('comments of an export are read back as text from the import, and the rest as it was', () => {
  const read = fromMarkdown(toMarkdown(commented), { newId: counter() })
  if (!read.ok) throw new Error(read.error.message)
  const { postmortem } = read.value
  expect(postmortem.comments).toEqual([])
  expect(postmortem.timeline).toHaveLength(example.timeline.length)
  expect(JSON.stringify(postmortem.imported)).toContain('Who saw it?')
})
