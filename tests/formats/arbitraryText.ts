import fc from 'fast-check'
import type { RichMark, RichNode, RichText } from '../../shared/document/postmortem.ts'

const NASTY = [
  '| a | b |',
  '`code`',
  '``',
  '```',
  '# heading',
  '## Summary',
  '- item',
  '* star',
  '1. one',
  '+ plus',
  '> quote',
  '---',
  '***',
  '===',
  '<b>bold</b>',
  '<script>alert(1)</script>',
  '<!-- x -->',
  '&amp;',
  '&#10;',
  '\\',
  '\\|',
  '|',
  '**',
  '_',
  '__init__',
  '~~',
  '~',
  '[x](y)',
  '[ ]',
  '[x] ',
  '![i](j)',
  '[ref]',
  '[ref]: http://a.b',
  '[^1]',
  'https://example.com/a_b',
  'www.example.com',
  'a@b.org',
  '@carol',
  ':',
  '**Severity:** SEV1',
  'T1',
  'F2',
  '(F1)',
  '–',
  '—',
  '🔥',
  '👩‍🚒',
  'שלום',
  '\u200f',
  'é',
  'e\u0301',
  '  ',
  ' ',
  '\t',
  '\u00a0',
  '\n',
  '\r\n',
  '\u2028',
  '<',
  '>',
  '"',
  "'",
  '$x$',
  '=1+1',
  ', ',
  ';',
  '\u0000',
  '\ud800',
  '%',
  '·',
]

/** Words that mean something to Markdown, HTML or this project's own layout, between ordinary ones. */
export const nastyText = (length = 6): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
        { weight: 2, arbitrary: fc.string({ maxLength: 6 }) },
        { weight: 3, arbitrary: fc.constantFrom('the', 'pool', 'full', ' ', ' is ') },
      ),
      { maxLength: length },
    )
    .map(parts => parts.join(''))

export const someText = nastyText().filter(text => text !== '')

const mark: fc.Arbitrary<RichMark> = fc.oneof(
  fc.constantFrom(...['bold', 'italic', 'strike', 'underline', 'code'].map(type => ({ type }))),
  fc
    .constantFrom(
      'https://example.com',
      'http://a.b/c_d?e=f(g)',
      'mailto:a@b.org',
      '#anchor',
      'docs/a b.md',
      'https://x.y/<z>',
    )
    .map(href => ({ type: 'link', attrs: { href } })),
)
const marks = fc.uniqueArray(mark, { maxLength: 3, selector: ({ type }) => type })

const inline: fc.Arbitrary<RichNode> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(someText, marks).map(([text, list]) => ({ type: 'text', text, marks: list })),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ id: someText, label: fc.option(someText) })
      .map(attrs => ({ type: 'mention', attrs })),
  },
)
const line = fc.array(inline, { maxLength: 4 })

const paragraphNode: fc.Arbitrary<RichNode> = line.map(content => ({ type: 'paragraph', content }))

const items = (type: string, block: fc.Arbitrary<RichNode>): fc.Arbitrary<readonly RichNode[]> =>
  fc.array(
    fc
      .tuple(paragraphNode, fc.array(block, { maxLength: 2 }), fc.boolean())
      .map(([first, rest, checked]) => ({
        type,
        ...(type === 'taskItem' && { attrs: { checked } }),
        content: [first, ...rest],
      })),
    { minLength: 1, maxLength: 3 },
  )

const picture: fc.Arbitrary<RichNode> = fc
  .record({ src: fc.constantFrom('https://x.y/z.png', 'a b.png'), alt: nastyText(2), title: nastyText(2) })
  .map(attrs => ({ type: 'image', attrs }))

const table = (block: fc.Arbitrary<RichNode>): fc.Arbitrary<RichNode> =>
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.boolean())
    .chain(([rows, columns, odd]) => {
      const content = odd
        ? fc.array(block, { minLength: 1, maxLength: 2 })
        : paragraphNode.map(node => [node])
      const cell = (type: string) => content.map(inside => ({ type, content: inside }))
      const row = (type: string) =>
        fc
          .array(cell(type), { minLength: columns, maxLength: columns })
          .map(cells => ({ type: 'tableRow', content: cells }))
      return fc
        .tuple(row('tableHeader'), fc.array(row('tableCell'), { minLength: rows - 1, maxLength: rows - 1 }))
        .map(([head, body]) => ({ type: 'table', content: [head, ...body] }))
    })

const { block } = fc.letrec<{ block: RichNode }>(tie => {
  const inner = tie('block')
  const list = (type: string, item: string) => items(item, inner).map(content => ({ type, content }))
  return {
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      paragraphNode,
      fc
        .tuple(line, fc.integer({ min: 1, max: 3 }))
        .map(([content, level]) => ({ type: 'heading', attrs: { level }, content })),
      fc.tuple(nastyText(8), fc.constantFrom('', 'sql', 'c++', 'a b', '`')).map(([text, language]) => ({
        type: 'codeBlock',
        attrs: { language },
        content: [{ type: 'text', text }],
      })),
      fc.constant({ type: 'horizontalRule' }),
      picture,
      list('bulletList', 'listItem'),
      list('taskList', 'taskItem'),
      fc.tuple(items('listItem', inner), fc.integer({ min: 0, max: 12 })).map(([content, start]) => ({
        type: 'orderedList',
        attrs: { start },
        content,
      })),
      fc.array(inner, { minLength: 1, maxLength: 2 }).map(content => ({ type: 'blockquote', content })),
      table(inner),
    ),
  }
})

/** Any rich text that the editor's schema allows, with text that is hard to write down. */
export const richText: fc.Arbitrary<RichText> = fc.array(block, { maxLength: 4 })
