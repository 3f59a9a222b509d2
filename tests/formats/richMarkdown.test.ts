import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RichNode } from '../../shared/document/postmortem.ts'
import { canonical } from '../../shared/formats/markdown/richCanonical.ts'
import { readRich, writeRich } from '../../shared/formats/markdown/richMarkdown.ts'
import { richText } from './arbitraryText.ts'

it('any rich text comes back from Markdown as it was', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(richText, rich => {
      expect(readRich(writeRich(rich))).toEqual(canonical(rich))
    }),
    { numRuns: 250 },
  )
})

const text = (value: string, ...types: string[]): RichNode => ({
  type: 'text',
  text: value,
  marks: types.map(type => ({ type })),
})
const paragraph = (...content: RichNode[]): RichNode => ({ type: 'paragraph', content })

it('ordinary text is written as a person would write it', () => {
  const rich = [
    paragraph(text('The pool was '), text('full', 'bold'), text(' at 14:20 (200 of 200).')),
    {
      type: 'bulletList',
      content: [{ type: 'listItem', content: [paragraph(text('Restart? '), text('No', 'italic'))] }],
    },
    {
      type: 'taskList',
      content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph(text('Rolled back'))] }],
    },
    { type: 'codeBlock', attrs: { language: 'sql' }, content: [{ type: 'text', text: 'select 1' }] },
  ]
  expect(writeRich(rich)).toBe(
    [
      'The pool was **full** at 14:20 (200 of 200).',
      '- Restart? *No*',
      '* [x] Rolled back',
      '```sql\nselect 1\n```',
    ].join('\n\n'),
  )
})

it('what Markdown has no words for is written as HTML, and reads back', () => {
  const cell = (type: string, attrs: RichNode['attrs'], ...content: RichNode[]) => ({
    type,
    attrs: attrs ?? {},
    content,
  })
  const rich = canonical([
    { type: 'paragraph' },
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('tableHeader', { colspan: 2 }, paragraph(text('Both <zones>')))] },
        {
          type: 'tableRow',
          content: [
            cell('tableCell', {}, paragraph(text('a')), paragraph(text('b'))),
            cell('tableCell', {}, { type: 'paragraph' }),
          ],
        },
      ],
    },
  ])
  expect(writeRich(rich)).toContain('<th colspan="2"><p>Both &lt;zones&gt;</p></th>')
  expect(readRich(writeRich(rich))).toEqual(rich)
})

it('a link to a scheme that no page may open keeps its text only', () => {
  const link = (href: string): RichNode => ({
    type: 'text',
    text: 'x',
    marks: [{ type: 'link', attrs: { href } }],
  })
  expect(canonical([paragraph(link('java\nscript:alert(1)'), link(' data:text/html,x'))])).toEqual([
    paragraph({ type: 'text', text: 'xx' }),
  ])
})
