import { checkLanguage } from './checkLanguage.ts'

/** Families that speak of a person as the cause, whoever is named. */
const OF_A_PERSON = ['blameless/person-as-cause', 'blameless/error-label']
/** A shorter part of a name is a word like any other. */
const SHORTEST_NAME = 3

/**
 * Whether a text blames a person: it makes one the cause, or it judges and names one of `people`. A stage leaves such a
 * text out until somebody rewords it or the facilitator shows it. Linear in the length of the text.
 */
export function blamesPerson(text: string, people: readonly string[]): boolean {
  const found = checkLanguage(text, { people }).filter(({ severity }) => severity !== 'info')
  if (found.some(({ rule }) => OF_A_PERSON.includes(rule))) return true
  return found.length > 0 && namesOneOf(text, people)
}

function namesOneOf(text: string, people: readonly string[]): boolean {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
  return people
    .flatMap(name => name.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    .some(part => part.length >= SHORTEST_NAME && words.has(part))
}
