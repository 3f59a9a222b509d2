/** True when a file read as text holds what text does not: many characters that were no UTF-8, or null bytes. */
export function looksBinary(text: string): boolean {
  const start = text.slice(0, 20_000)
  const odd = start.match(/(?![\t\n\f])\p{Cc}|\ufffd/gu)?.length ?? 0
  return odd > start.length / 100
}

/**
 * True for a text that would hold up a parser of Markdown: quotes, lists or brackets inside many others, or a block
 * with thousands of marks that could each begin or end emphasis.
 */
export const isTooDeep = (source: string): boolean =>
  source.split('\n').some(opensTooMuch) || source.split(/\n[ \t]*\n/).some(emphasisesTooMuch)

function opensTooMuch(line: string): boolean {
  const start = /^[>\s*+\-\d.)]*/.exec(line)?.[0] ?? ''
  const markers = start.match(/>|[*+\-.)](?=\s)/g)?.length ?? 0
  const indent = line.length - line.trimStart().length
  return markers > 100 || (markers > 0 && indent > 100)
}

const MOST_MARKS = 1000

/** Cells of a table and fenced code are read piece by piece, so that many marks in them cost little. */
function emphasisesTooMuch(block: string): boolean {
  if (block.length < MOST_MARKS) return false
  const brackets = bracketsIn(block)
  if (brackets.stray > MOST_MARKS) return true
  if (/^\s*(\||```|~~~)/.test(block)) return false
  const marks = block.match(/(?<![\w\n])[*_~]+(?!\s)|(?<!\s)[*_~]+(?!\w)/g) ?? []
  return marks.length > MOST_MARKS || brackets.deepest > 100
}

/** How deep brackets stand in one another, and how many close what was never opened: each is looked back from. */
function bracketsIn(block: string): { readonly deepest: number; readonly stray: number } {
  let depth = 0
  let deepest = 0
  let stray = 0
  for (const [bracket] of block.matchAll(/[[\]]/g)) {
    if (bracket === '[') deepest = Math.max(deepest, ++depth)
    else if (depth > 0) depth--
    else stray++
  }
  return { deepest, stray }
}
