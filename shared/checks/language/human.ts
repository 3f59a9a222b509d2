import { maskQuoted } from './mask.ts'
import { personEnding } from './person.ts'
import { readingOf } from './reading.ts'
import { rosterOf } from './roster.ts'
import { tokenise } from './tokens.ts'

const ERROR_OF_HUMANS = /\b(?:human|operator|user|manual) (?:error|mistake)s?\b/i
/** The subject of a short sentence stands among its first words. */
const NEAR_START = 7

/** True when a short text has a person as its subject, or puts the event down to human error. */
export function namesHuman(text: string, people: readonly string[]): boolean {
  if (ERROR_OF_HUMANS.test(text)) return true
  const reading = readingOf(tokenise(text, maskQuoted(text)), rosterOf(people))
  const { words } = reading.tokens
  for (let at = 0; at < Math.min(words.length, NEAR_START); at += 1) {
    const person = personEnding(reading, at)
    if (!person || /^(?:'s|of|for|by)$/.test(words[person.end] ?? '')) continue
    const before = words[person.start - 1] ?? '¶'
    const opens = /^(?:[.?!¶;:,]|because|that|as|since|when|and|but|if|then|also)$/.test(before)
    if (opens && VERB.test(words[person.end] ?? '')) return true
  }
  return false
}

const VERB =
  /^(?:is|was|were|are|did|do|does|had|has|have|could|should|would|can|will|never|not|made|ran|took|forgot|broke|went|thought|knew|put|set|cut|chose|wrote|sent|left|saw|read|told|just|also|only|always|accidentally|mistakenly|who|misread|merged|\w{2,}(?:ed|es|s))$/
