/** A stretch of text; `isName` when it mentions somebody. */
export interface TextPiece {
  readonly start: number
  readonly text: string
  readonly isName: boolean
}

/** A plain text cut where it mentions one of these people with an @; the longest name counts. */
export function mentionPieces(text: string, people: readonly string[]): TextPiece[] {
  const names = people.map(name => name.replace(/^@/, '')).sort((a, b) => b.length - a.length)
  const pieces: TextPiece[] = []
  let from = 0
  const add = (to: number, isName: boolean): void => {
    if (to > from) pieces.push({ start: from, text: text.slice(from, to), isName })
    from = to
  }
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}])@/gu)) {
    const name = names.find(each => {
      const end = index + 1 + each.length
      return each !== '' && text.startsWith(each, index + 1) && !/[\p{L}\p{N}]/u.test(text.charAt(end))
    })
    if (name === undefined || index < from) continue
    add(index, false)
    add(index + 1 + name.length, true)
  }
  add(text.length, false)
  return pieces
}
