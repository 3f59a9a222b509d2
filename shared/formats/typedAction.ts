import type { Result } from '../base/result.ts'

/** An action item as it was typed in one line. */
export interface TypedAction {
  readonly text: string
  /** '' where none was typed. */
  readonly owner: string
  /** A day `YYYY-MM-DD`, or ''. */
  readonly due: string
}

const DUE = /\s+(?:by|due|until)\s+([^@]{2,40})$/i
const OWNER = /\s+@([^@]{1,60})$/
/** A name that nobody here has: a handle, or one with a second part in upper case. */
const NAME = /^[\p{L}\p{M}\p{N}._'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]*)?$/u

/**
 * Reads owner and due date at the end of a typed action, such as `Cap retries @priya by Friday`, in either order. The
 * owner is one of `people` by name or, where only one has it, by first name; else as it was typed. Words that are
 * neither stay text.
 *
 * @param readDay reads a day in words, as `readDueDate` does
 */
export function readTypedAction(
  typed: string,
  people: readonly string[],
  readDay: (words: string) => Result<string>,
): TypedAction {
  let text = typed.trim()
  let owner = ''
  let due = ''
  for (let round = 0; round < 2; round++) {
    const dated = due === '' ? DUE.exec(text) : null
    const day = dated ? readDay(dated[1]?.trim() ?? '') : null
    if (dated && day?.ok) {
      due = day.value
      text = text.slice(0, dated.index).trimEnd()
    }
    const named = owner === '' ? OWNER.exec(text) : null
    const name = named ? nameOf(named[1]?.trim() ?? '', people) : ''
    if (named && name !== '') {
      owner = name
      text = text.slice(0, named.index).trimEnd()
    }
  }
  return text === '' ? { text: typed.trim(), owner: '', due: '' } : { text, owner, due }
}

function nameOf(typed: string, people: readonly string[]): string {
  const folded = typed.toLowerCase()
  const known = people.find(name => name.toLowerCase() === folded)
  if (known) return known
  const byFirst = people.filter(name => name.toLowerCase().split(/\s+/)[0] === folded)
  if (byFirst.length === 1 && byFirst[0]) return byFirst[0]
  return NAME.test(typed) ? typed : ''
}
