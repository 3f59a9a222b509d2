import { type LanguageRule, sentenceHas, wordAt } from './rule.ts'
import { isParticiple } from './verbs.ts'
import { ADVERBS, DETERMINERS, PREPOSITIONS, words } from './vocabulary.ts'

const GRANTED = words(`
  has have had get gets got is are was were be been being need needs needed must should can could will would may receive
  receives received on welcome available willing ready happy kind aware there supported reachable calm helpful
`)
const KIND = words(
  'helps help helped responds respond know knew shares share answers answer supports support keeps finds',
)
const PEOPLE = words(`
  team teams engineer engineers developer developers dev devs on-call operator operators reviewer reviewers he she they
  you nobody someone everyone @ qa ops management people sre dba no-one vendor
`)
const CALM = words(
  'lost lose saw see went go exceeded exceed dropped drop had have reached reach recovered fell got intended meant',
)

/** Always and never: cases turned into character. */
export const ABSOLUTE: readonly LanguageRule[] = [
  {
    family: 'absolute',
    severity: 'warn',
    reason: 'Always and never turn a few cases into a person’s character.',
    suggestion: 'In which cases did it happen, and what did they have in common?',
    phrases: [
      'S:outsider =always|never|constantly',
      'S:outsider <be> =always|constantly|forever late|slow|too|wrong|careless|distracted|unprepared|absent|offline|unavailable|rushing|breaking|<miss.ing>|<act.ing>',
      'S:outsider =habitually|invariably|perpetually',
      'S:nobody =ever <attend.third>|<act.third>|<attend.past>|<act.past>',
      'S:outsider =keeps|kept on? <act.ing>|<attend.ing>|making|breaking|doing|causing|<miss.ing>|forgetting',
    ],
    unless: (reading, match) => {
      const adverb = wordAt(reading, match.end - 1)
      const verb = nextVerb(reading.tokens.words, match.end)
      if (!/^(?:always|never|constantly)$/.test(adverb)) return false
      if (match.end - match.start > 2 && wordAt(reading, match.end - 2) === 'always') return false
      if (KIND.has(verb) && adverb === 'always') return true
      if (GRANTED.has(verb) || CALM.has(verb)) return true
      if (DETERMINERS.has(verb) || PREPOSITIONS.has(verb) || /^[.,;:!?¶)—]/.test(verb)) return true
      const kind = match.person?.kind
      const never = reading.tokens.words.slice(match.start, match.end).includes('never')
      if (kind === 'nobody' || kind === 'anyone') return !never
      return false
    },
  },
  {
    family: 'absolute',
    severity: 'warn',
    reason: 'This speaks of a pattern without saying how often, and sounds like a grudge.',
    suggestion: 'How many times, when, and under which conditions?',
    phrases: [
      '^ as =usual|always , !the|a|it',
      '^ =typical|typically of|for P|OWN',
      'as =usual|always',
      'every =single time|release|deploy|week|day|sprint',
      '=yet again',
      'same old =story|team|people|mistake|problem',
      'time and =again|time',
      'again and =again',
      'S:outsider =once again',
      'here we go =again',
    ],
    unless: (reading, match) => {
      if (wordAt(reading, match.end - 1) === ',')
        return !(sentenceHas(reading, match, PEOPLE) || hasName(reading, match.end))
      return !(
        sentenceHas(reading, match, PEOPLE) ||
        hasName(reading, match.end) ||
        hasName(reading, match.start - 12)
      )
    },
  },
  {
    family: 'absolute',
    severity: 'info',
    reason: 'A repetition deserves its count.',
    suggestion: 'How many times, over which period, and out of how many?',
    phrases: ['every =single time', 'time and =again', 'again and =again'],
  },
]

function nextVerb(list: readonly string[], from: number): string {
  let at = from
  while (ADVERBS.has(list[at] ?? '')) at += 1
  return list[at] ?? '¶'
}

function hasName(reading: Parameters<NonNullable<LanguageRule['unless']>>[0], from: number): boolean {
  const list = reading.tokens.words
  for (let at = Math.max(0, from); at < from + 12; at += 1) {
    const here = list[at] ?? '¶'
    if (reading.roster.parts.has(here) && !isParticiple(here)) return true
    if ('.?!¶'.includes(here)) return false
  }
  return false
}
