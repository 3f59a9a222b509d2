import { CATEGORIES, type Category, type Factor, type Postmortem, type Why } from '../document/postmortem.ts'
import { blockTexts } from './blocks.ts'
import type { Finding, Place } from './finding.ts'
import { namesHuman } from './language/human.ts'

/** So many factors show a shape; fewer have no empty bones. */
const ENOUGH_FACTORS = 3

/** Whys that stop at a person, empty bones, and learnings that are actions. */
export function checkCauses(postmortem: Postmortem, people: readonly string[]): Finding[] {
  return [
    ...checkWhys(postmortem.whys, people),
    ...checkBones(postmortem.factors),
    ...checkLearnings(postmortem),
  ]
}

const NO_TIME =
  /\b(?:no|not enough|lack of|insufficient|too little) (?:time|capacity|bandwidth)\b|\btoo busy\b|\bran out of time\b/i

/** A chain may end at a condition that the organisation can change, with evidence; not at a person, nor at "no time". */
function checkWhys(whys: readonly Why[], people: readonly string[]): Finding[] {
  const parents = new Set(whys.flatMap(why => why.parents))
  return whys
    .filter(why => why.text.trim() !== '' && !parents.has(why.id))
    .flatMap(why => {
      const where: Place = { in: 'whys', id: why.id }
      if (namesHuman(why.text, people)) {
        return [
          finding(
            'whys/ends-at-person',
            'warn',
            where,
            'This chain ends at what a person did.',
            'How did it make sense for them then, and what made it possible?',
          ),
        ]
      }
      if (NO_TIME.test(why.text)) {
        return [
          finding(
            'whys/no-time',
            'warn',
            where,
            'This chain ends at a lack of time.',
            'What was the time spent on instead, and who decides that?',
          ),
        ]
      }
      if (why.evidence.trim() !== '') return []
      return [
        finding(
          'whys/no-evidence',
          'info',
          where,
          'This chain ends without evidence.',
          'What would show that this was so: a log, a date, a rule, a number?',
        ),
      ]
    })
}

const BONES: Readonly<Record<Category, string>> = {
  people: 'people',
  process: 'process',
  technology: 'technology',
  environment: 'environment',
  measurements: 'measurements',
}

function checkBones(factors: readonly Factor[]): Finding[] {
  const placed = factors.filter(factor => factor.category !== '' && factor.text.trim() !== '')
  if (placed.length < ENOUGH_FACTORS) return []
  const where: Place = { in: 'factors', id: null }
  const used = new Set(placed.map(factor => factor.category))
  if (used.size === 1 && used.has('people')) {
    return [
      finding(
        'factors/only-people',
        'warn',
        where,
        'All factors are about people.',
        'Which tool, rule, signal or load made each of these likely?',
      ),
    ]
  }
  const empty = CATEGORIES.filter(category => !used.has(category)).map(category => BONES[category])
  if (empty.length === 0) return []
  return [
    finding(
      'factors/empty-bone',
      'info',
      where,
      `Nothing is under ${listed(empty)} yet.`,
      'Was there really nothing of that kind, or has nobody asked?',
    ),
  ]
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

const ACTION_LIKE =
  /^\s*(?:(?:we|the team|someone|everyone|engineers) (?:should|need to|must|needs to|will|have to|ought to)|(?:add|create|build|write|introduce|remove|automate|implement|set up|publish|schedule|configure|fix|update|upgrade|migrate|replace|document|enable|disable|rotate|cap|limit)\s+(?:an?|the|all|more|our|some|every|each|new|unit|alerts?|tests?|runbooks?|retries)\b)/i

/** A learning says what we see differently now; what to do about it is an action. */
function checkLearnings({ lessons }: Postmortem): Finding[] {
  return blockTexts(lessons)
    .filter(block => !block.quoted && ACTION_LIKE.test(block.text))
    .map(block =>
      finding(
        'lessons/action',
        'info',
        { in: 'section', section: 'lessons', block: block.index },
        'This learning is an action.',
        'What do we understand now that we did not before? Shall the action go to the list with an owner and a date?',
      ),
    )
}

const finding = (
  rule: string,
  severity: Finding['severity'],
  where: Place,
  reason: string,
  suggestion: string,
): Finding => ({ rule, severity, where, span: null, reason, suggestion })
