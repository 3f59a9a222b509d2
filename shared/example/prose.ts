import type { RichNode, RichText } from '../document/postmortem.ts'

/** Inline text in which `code` stands between backticks and **strong words** between double stars. */
const inline = (text: string): RichNode[] =>
  text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).flatMap(part => {
    if (!part) return []
    if (part.startsWith('`')) return [{ type: 'text', text: part.slice(1, -1), marks: [{ type: 'code' }] }]
    if (part.startsWith('**')) return [{ type: 'text', text: part.slice(2, -2), marks: [{ type: 'bold' }] }]
    return [{ type: 'text', text: part }]
  })

/** A paragraph of the example. */
export const prose = (text: string): RichNode => ({ type: 'paragraph', content: inline(text) })

/** A bullet list of the example, one paragraph an item. */
export const points = (...items: readonly string[]): RichText => [
  { type: 'bulletList', content: items.map(item => ({ type: 'listItem', content: [prose(item)] })) },
]
