/** What stands between an @ and the caret: where it begins, and what was typed of the name. */
export interface MentionQuery {
  readonly start: number
  readonly typed: string
}

/** So many names are offered; more are found by typing on. */
const OFFERED = 6

/** The mention that is being typed at a caret, or null. An @ within a word, as in an address, begins none. */
export function mentionQuery(text: string, caret: number): MentionQuery | null {
  const match = /(?:^|[^\p{L}\p{N}@._-])@([\p{L}\p{N}][\p{L}\p{N}._' -]{0,30}|)$/u.exec(text.slice(0, caret))
  const typed = match?.[1]
  return typed === undefined ? null : { start: caret - typed.length - 1, typed }
}

/** The names that begin with what was typed, those with a later word that does after them. */
export function offeredNames(people: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLocaleLowerCase()
  const names = [...new Set(people.map(name => name.replace(/^@/, '')))]
  const ranked = names.flatMap(name => {
    const words = name.toLocaleLowerCase()
    if (words.startsWith(wanted)) return [{ name, rank: 0 }]
    return words.split(/[\s.-]+/).some(word => word.startsWith(wanted)) ? [{ name, rank: 1 }] : []
  })
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, OFFERED)
    .map(({ name }) => name)
}
