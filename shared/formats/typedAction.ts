import type { Result } from '../base/result.ts'

/** An action item as it was typed in one line. */
export interface TypedAction {
  readonly text: string
  /** '' where none was typed. */
  readonly owner: string
  /** A day `YYYY-MM-DD`, or ''. */
  readonly due: string
}

type ReadDay = (words: string) => Result<string>
type Said = Omit<TypedAction, 'text'>

/** Longer lines are text: what follows is meant for one line and looks at its ends only. */
const LONGEST = 2_000
/** An owner and a date stand in the last or first words; so many characters are looked at. */
const SEGMENT = 80

const LIST_MARK =
  /^(?:[-*•]|\d{1,3}[.)])?\s*(?:\[[ xX]?\]\s+)?(?:(?:TODO|AI|Action(?: item)?)\b(?:(?=\()|(?::|\s+-)?\s+(?=\S)))?/
/** Between the action and what is said of it. */
const BETWEEN = /(?:\s+(?:--?>?|=>|[–—→|/])\s+|\s*[,;\t]\s*|[.:]\s+)/g
const DATED =
  /^(?:(?:due|deadline|bis|by|until|before|fällig|not? later than|latest)\b\s*(?:[:=]\s*|by\s+|on\s+|am\s+)?)(.+)$/i
const OWNED = /^(?:owner|owned by|assignee|assign(?:ed)? to|responsible|dri)\b\s*[:=]?\s*(.+)$/i
const ENDS_DATED = /\s+(?:by|due|until|before|deadline|bis)(?::\s*|\s+)(\S[^@]{0,39})$/i
/** Said behind an action that has an owner already: `…, on Tuesday, Maya`. */
const ENDS_ON =
  /\s+on\s+((?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\d[\d./-]{3,9}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?)$/i
/** A day that is said without a word before it. */
const ENDS_PLAIN =
  /\s+(today|tomorrow|eo[dwm]|in (?:\d{1,3}|an?|one|two|three|four|six) (?:days?|weeks?|months?))$/i
/** `…, asap`: no day, and no part of what is to be done. */
const ENDS_SOON = /\s*[,;–—-]?\s+(?:asap|as soon as possible|tbd)$/i
/** `owner=tom`, `due=2026-06-01`, `assigned to Priya Raman`. */
const ENDS_FIELD = /\s+((?:owner|assignee|due|deadline)=\S+|assigned to \S+(?: \S+)?)$/i
const NOBODY = /^(?:tbd|tba|tbc|none|n\/a|unassigned|nobody|open|\?+|-+)$/i
const ENDS_NAMED = /\s+@([^@\s][^@]{0,99})$/
/** What begins with a name: `Tom: …`, `@tom …`, `Tom - …`, `Tom to …`, `Tom, please …`. */
const BEGINS_NAMED =
  /^(@?[\p{L}\p{M}.'’-]+(?: [\p{L}\p{M}'’-]+)?)(?:\s*[:/]\s+|\s+(?:[-–—→]|->|=>)\s+|,\s+please\s+|,\s+(?=(?:can|could|will|would) you\b)|\s+(?:to|will|should)\s+|\s+(?=\([^()]*\d[^()]*\)\s))(?=\S)/iu
const BEGINS_AT = /^@([\p{L}\p{M}._'’-]+)[:,]?\s+(?=\S)/u
/** `(Priya) …`, `[Priya, 3 June] …`. */
const BEGINS_BRACKETED = /^[([]([^()[\]]{1,60})[)\]]\s*[:,–—-]?\s*(?=\S)/
/** `2026-06-30 / …`, `30 June - …`, behind a name that was taken. */
const BEGINS_DATED = /^(\d[\p{L}\d ./-]{2,14}?)\s*(?:[/|]|\s[-–—]|:)\s+(?=\p{L})/u
const BEGINS_LABELLED =
  /^(owner|assign(?:ed)? to|due|by)\b\s*[:=]?\s*([^\s:,;.]+(?: [^\s:,;.]+)?)(?:\s+[/|–—-]\s+|[:;,.]?\s+)(?=\S)/i
/** The word of a label before its colon. */
const ENDS_LABELLED = /\b(?:due|deadline|owner|assignee|responsible|dri|assigned to|by|until|bis)$/i
/** A day that needs no word before it: it has a figure, or is one of these. */
const PLAIN_DAY =
  /\d|^(?:today|tomorrow|eo[dwm]|in (?:an?|one|two|three|four|six) (?:days?|weeks?|months?)|(?:the )?end of (?:the |this |next )?(?:day|week|month)|(?:next |this )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)$/i
/** A length of time is none that something is due: `keep backups by 30 days`, `wait 5 - 10 min`. */
const DURATION =
  /^\d+(?:\.\d+)? ?(?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?)\b/i
/** What wants a name after it: `send mail to @ops`, `ask @priya`. */
const ENDS_OPEN =
  /(?:^|\s)(?:to|from|with|by|for|and|or|of|at|in|on|the|via)$|^(?:ask|tell|notify|page|ping|email|call|inform|remind)$/i
/** A name that nobody here has: a handle, or one with a second part in upper case. */
const NAME = /^[\p{L}\p{M}\p{N}._'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]*)?$/u

/**
 * Reads owner and due date at the end or the beginning of a typed action, such as `Cap retries @priya by Friday`,
 * `Tom: cap retries (due 3 June)` or `Cap retries - Priya - 12 June`. The owner is one of `people` by name or, where
 * only one has it, by first name; else as it was typed after `@` or `owner`. Words that are neither stay text.
 *
 * @param readDay reads a day in words, as `readDueDate` does
 */
export function readTypedAction(typed: string, people: readonly string[], readDay: ReadDay): TypedAction {
  const whole = typed.trim()
  if (whole.length > LONGEST) return { text: whole, owner: '', due: '' }
  const reader = new Reader(people, readDay)
  let text = whole.replace(/^\|\s*([^|].*\|.*\S)\s*\|$/, '$1').replace(LIST_MARK, '')
  for (let round = 0; round < 4; round++) {
    const left = reader.withoutEnd(text) ?? reader.withoutBeginning(text)
    if (left === null) break
    text = left
  }
  const { owner, due, isOpen } = reader
  return text === '' || (owner === '' && due === '' && !isOpen)
    ? { text: whole, owner: '', due: '' }
    : { text, owner, due }
}

/** What was found so far; each part is taken once. */
class Reader {
  owner = ''
  due = ''
  /** It was said that nobody owns it, or that it has no date. */
  isOpen = false
  readonly #people: readonly string[]
  readonly #readDay: ReadDay

  constructor(people: readonly string[], readDay: ReadDay) {
    this.#people = people
    this.#readDay = readDay
  }

  /** The text without the last thing that is said of it, or null when its end is part of the action. */
  withoutEnd(text: string): string | null {
    const tail = text.slice(-SEGMENT)
    const bracketed = /\s*[([]([^()[\]]+)[)\]]\s*$/.exec(tail)
    if (bracketed) return this.#cut(text, tail, bracketed.index, this.#all(bracketed[1] ?? ''))
    for (const { index, 0: mark } of [...tail.matchAll(BETWEEN)].reverse()) {
      if (mark.startsWith(':') && ENDS_LABELLED.test(tail.slice(0, index))) continue
      const said = this.#segment(tail.slice(index + mark.length).replace(/(?<!^\d{1,2}\.\d{1,2})[.,;]$/, ''))
      if (said) return this.#cut(text, tail, index, said)
    }
    const dated = this.due === '' ? ENDS_DATED.exec(tail) : null
    const day = dated ? this.#day(dated[1] ?? '') : ''
    if (dated && day !== '') return this.#cut(text, tail, dated.index, { owner: '', due: day })
    const field = ENDS_FIELD.exec(tail)
    const fieldSaid = field ? this.#segment((field[1] ?? '').replace('=', ' ')) : null
    if (field && fieldSaid) return this.#cut(text, tail, field.index, fieldSaid)
    const soon = ENDS_SOON.exec(tail)
    if (soon && (this.owner !== '' || /@\S+$/.test(tail.slice(0, soon.index)))) {
      this.isOpen = true
      return text.slice(0, text.length - tail.length + soon.index)
    }
    const onDay = ENDS_ON.exec(tail)
    const isOwned =
      this.owner !== '' || (onDay !== null && /@[\p{L}\p{M}._'’-]+$/u.test(tail.slice(0, onDay.index)))
    const plain = this.due === '' ? (isOwned && onDay) || ENDS_PLAIN.exec(tail) : null
    const said = plain ? this.#day(plain[1] ?? '') : ''
    if (plain && said !== '') return this.#cut(text, tail, plain.index, { owner: '', due: said })
    const named = this.owner === '' ? ENDS_NAMED.exec(tail) : null
    const owner = named ? this.#named(named[1] ?? '') : ''
    return named && owner !== '' ? this.#cut(text, tail, named.index, { owner, due: '' }) : null
  }

  /** The text without a name or a date before it, or null. Only people who are known are taken from there. */
  withoutBeginning(text: string): string | null {
    const head = text.slice(0, SEGMENT)
    const labelled = BEGINS_LABELLED.exec(head)
    if (labelled) {
      const said = this.#segment(`${labelled[1]} ${labelled[2]}`)
      if (said && this.#take(said)) return text.slice(labelled[0].length)
      const [word = ''] = (labelled[2] ?? '').split(' ')
      const first = this.#segment(`${labelled[1]} ${word}`)
      if (first && this.#take(first)) return text.slice(text.indexOf(word) + word.length).trimStart()
    }
    const bracketed = BEGINS_BRACKETED.exec(head)
    const inside = bracketed ? this.#all(bracketed[1] ?? '') : null
    if (bracketed && inside && this.#take(inside)) return text.slice(bracketed[0].length)
    const dated = this.owner !== '' && this.due === '' ? BEGINS_DATED.exec(head) : null
    const day = dated ? this.#day(dated[1] ?? '') : ''
    if (dated && day !== '' && this.#take({ owner: '', due: day })) return text.slice(dated[0].length)
    const begun = BEGINS_AT.exec(head) ?? BEGINS_NAMED.exec(head)
    const owner = begun && this.owner === '' ? this.#known((begun[1] ?? '').replace(/^@/, '')) : ''
    return begun && owner !== '' && this.#take({ owner, due: '' }) ? text.slice(begun[0].length) : null
  }

  #cut(text: string, tail: string, at: number, said: Said | null): string | null {
    const left = text.slice(0, text.length - tail.length + at).replace(/[\s,;:|–—→-]+$/, '')
    if (!said || left === '' || (said.owner !== '' && this.#wantsName(left))) return null
    return this.#take(said) ? left : null
  }

  /** Whether the name after a text is part of what it says: `send mail to`, `meet with Tom`. */
  #wantsName(left: string): boolean {
    const [first = '', last = ''] = left.split(/\s+/).slice(-2)
    return ENDS_OPEN.test(left) || this.#known(last || first) !== '' || this.#known(`${first} ${last}`) !== ''
  }

  #take({ owner, due }: Said): boolean {
    if ((owner !== '' && this.owner !== '') || (due !== '' && this.due !== '')) return false
    this.owner ||= owner
    this.due ||= due
    return true
  }

  /** Everything within brackets is an owner or a date, or nothing of it is. */
  #all(words: string): Said | null {
    const parts = words.split(/\s*[,;|/]\s+/).map(part => this.#segment(part))
    if (parts.some(part => part === null)) return this.#segment(words)
    const owners = parts.flatMap(part => part?.owner || [])
    const days = parts.flatMap(part => part?.due || [])
    return owners.length > 1 || days.length > 1 ? null : { owner: owners[0] ?? '', due: days[0] ?? '' }
  }

  /** A name, a date, or a name and a date (`José by 06-30`); null when it is something else. */
  #segment(words: string): Said | null {
    const said = words.trim()
    if (said === '') return null
    const owned = OWNED.exec(said)
    if (NOBODY.test(owned?.[1] ?? DATED.exec(said)?.[1] ?? '')) {
      this.isOpen = true
      return { owner: '', due: '' }
    }
    const owner = owned ? this.#named((owned[1] ?? '').replace(/^@/, '')) : ''
    if (owner !== '') return { owner, due: '' }
    const dated = DATED.exec(said)
    const day = dated ? this.#day(dated[1] ?? '') : PLAIN_DAY.test(said) ? this.#day(said) : ''
    if (day !== '') return { owner: '', due: day }
    const known = said.startsWith('@') ? this.#named(said.slice(1)) : this.#known(said)
    if (known !== '') return { owner: known, due: '' }
    const both = /^(@?\S+(?: \S+)?)\s+((?:by|due|until|before|bis)\b.+)$/i.exec(said)
    const who = both ? this.#known((both[1] ?? '').replace(/^@/, '')) : ''
    const until = both && who !== '' ? this.#segment(both[2] ?? '') : null
    return until && until.owner === '' ? { owner: who, due: until.due } : null
  }

  #day(words: string): string {
    if (DURATION.test(words.trim())) return ''
    const day = this.#readDay(words.trim())
    return day.ok ? day.value : ''
  }

  /**
   * The name of somebody who is known, by the whole name or by parts of it that one person has: a first name, else a
   * last name, several of them, or one with an initial (`Sofia L.`).
   */
  #known(typed: string): string {
    const folded = fold(typed)
    const known = this.#people.find(name => fold(name) === folded)
    if (known) return known
    const parts = folded.split(' ')
    const byFirst = this.#people.filter(name => isRun(parts, fold(name).split(' ')))
    const found =
      byFirst.length > 0 || !/^\p{Lu}/u.test(typed)
        ? byFirst
        : this.#people.filter(name => fold(name).split(' ').at(-1) === folded)
    return found.length === 1 && found[0] ? found[0] : ''
  }

  #named(typed: string): string {
    const name = typed.trim()
    return this.#known(name) || (NAME.test(name) ? name : '')
  }
}

/** Whether a name begins with these parts, of which a last one behind others may be an initial. */
const isRun = (parts: readonly string[], name: readonly string[]): boolean =>
  parts[0] !== '' &&
  parts.every((part, at) =>
    at > 0 && at === parts.length - 1 && part.length === 1 ? name[at]?.startsWith(part) : name[at] === part,
  )

/** Without accents, in lower case, with spaces where a handle has dots: `José Álvarez` and `jose.alvarez` are alike. */
const fold = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[\s._]+/)
    .filter(Boolean)
    .join(' ')
