import { type ActionRemark, actionWords, withoutMark, wordSet } from './action.ts'
import { isLimited, isMeasured, namesArtefact } from './measure.ts'

const VAGUE_LEADS = wordSet(`
  improve enhance review investigate explore consider discuss evaluate monitor ensure address revisit optimise optimize
  strengthen align support look think assess analyse analyze research study examine better streamline refine tighten
  clarify understand encourage promote foster increase reduce follow work focus handle deal manage coordinate
  collaborate plan harden modernise modernize rethink reconsider examine brainstorm scope spike tackle resolve
`)
/** These want a measure or an artefact, yet a named artefact is enough to say what is meant. */
const SOFT_LEADS = wordSet('train remind educate teach coach brief inform tell ask notify warn encourage')
const PLAIN_REDUCERS = wordSet('increase reduce tighten resolve handle plan')

const NOT_A_LEAD = wordSet(`
  the a an this that these those our we i you they it he she there all every each some any no more better new additional
  proper good improved faster should must will would could may might needs need team teams engineering everyone someone
  monitoring alerting testing documentation tests alerts runbook runbooks dashboard observability communication
  training awareness ownership visibility backups backup capacity retries tooling automation process resilience
  reliability stability robustness pool database db queue service api config error latency cluster pipeline code server checkout payments sre
`)
const NOUN_ENDING = /(?:ing|tion|tions|sion|ment|ments|ness|ity|ance|ence|ship|ability|ists?|ers|ors)$/
const VERB_DESPITE_ENDING = wordSet(`
  bring ring ping string spring sing function position mention question partition implement document experiment
  supplement segment comment complement balance finance reference sequence fence advance enhance transition condition
  provision version action requisition instrument
`)
const VAGUE_THINGS = wordSet(`
  it this that things thing stuff issue issues problem problems everything something situation matter matters better
  more again properly well future next time work works working process processes performance reliability stability
  quality monitoring observability alerting communication visibility awareness resilience testing documentation
  the a an our of in for to and or on with so be is are not all any from at as by we us system systems
  going forward soon later
`)

const HEDGES: readonly RegExp[] = [
  /\b(?:maybe|perhaps|possibly|ideally|hopefully|potentially)\b/i,
  /\b(?:consider|considering|contemplate)\b/i,
  /\b(?:try|attempt|aim|hope|intend|want|like|strive|endeavou?r) to\b/i,
  /^(?:we |i |they |it |someone |somebody |the team |engineering )?(?:could|might|may|should|would)\b/i,
  /\b(?:we|i|they|someone|somebody|team) (?:could|might|may|should|would)\b/i,
  /\beventually\b(?! consistent)/i,
  /\b(?:if|when|as|where)(?: and when)? (?:we have |there is |there's )?(?:possible|feasible|needed|necessary|appropriate)\b/i,
  /\b(?:if|when|as|where)(?: and when)? (?:we have |there is |there's )?(?:enough |some )?(?:time|capacity|resources)(?=\s*(?:$|[.,;:)!]|and\b|or\b|permits?\b|allows?\b|(?:is|are|becomes?) (?:available|free|found)\b))/i,
  /\b(?:TBD|TBC|TBA|to be (?:decided|determined|defined|confirmed|discussed))\b/i,
  /\b(?:at some point|some ?day|sooner or later|in the (?:long|near) (?:run|term|future)|nice to have|would be (?:nice|good|great)|down the (?:road|line)|when(?:ever)? we get to it|time permitting|as a stretch|best effort)\b/i,
  /\b(?:look|looking) (?:into|at)\b/i,
  /\b(?:think|talk) about\b/i,
  /\b(?:see|check|decide|discuss|find out) (?:if|whether) (?:we|it|they|that)\b/i,
  /\?\s*$/,
]

/** Specific: an imperative verb, four words or more, a named thing; a vague lead needs a measure behind it. */
export function checkSpecific(text: string): ActionRemark[] {
  const words = actionWords(withoutMark(text))
  const lead = words[0] ?? ''
  if (lead === '')
    return [
      specific(
        text,
        'Nothing says yet what is to be done.',
        'Begin with a verb: add, remove, cap, publish, test.',
      ),
    ]
  if (!isImperative(lead, words)) {
    return [
      specific(
        text,
        'This names a subject rather than something to do.',
        `Begin with what its owner will do: “Add …”, “Remove …”, “Cap …”.`,
      ),
    ]
  }
  if (isVague(text, words)) {
    return [
      specific(
        text,
        `“${sentenceStart(words)}” leaves open what would be different afterwards.`,
        'What exactly will exist or behave differently, and by how much?',
      ),
    ]
  }
  if (words.filter(word => /[\p{L}\p{N}]/u.test(word)).length < 4) {
    return [
      specific(
        text,
        'So few words fit many different pieces of work.',
        'Which thing, in which service, changed to what?',
      ),
    ]
  }
  if (!words.slice(1).some(isNamedThing)) {
    return [specific(text, 'No particular thing is named.', 'Which service, alert, script or page is meant?')]
  }
  return []
}

const specific = (text: string, reason: string, suggestion: string): ActionRemark => ({
  rule: 'action/specific',
  verdict: 'reject',
  span: text.trim() === '' ? null : { start: 0, end: text.length },
  reason,
  suggestion,
})

const sentenceStart = (words: readonly string[]): string => {
  const start = words.slice(0, 3).join(' ')
  return start.charAt(0).toUpperCase() + start.slice(1)
}

function isImperative(lead: string, words: readonly string[]): boolean {
  if (NOT_A_LEAD.has(lead) || /^[@\d#<>]/.test(lead)) return false
  if (
    words[1] === 'to' &&
    (words[2] ?? '') !== '' &&
    !/^(?:migrate|switch|move|upgrade|add|agree|commit|link|listen|subscribe|fail|revert|roll|change|convert|scale|default|connect|talk|go|apply|point|adhere|bind|write|deploy|backport|respond|return|report|ship|log|refuse|continue|learn|stop|start|begin|remember|prefer|offer|promise|configure|extend|route|send|page|escalate|attach|pin|restrict|limit|map|sync|push|pull|publish|promote|redirect|tie|lock|adapt|adjust|expand|increase|lower|raise|reduce|cut|shorten|set|speak)$/.test(
      lead,
    )
  ) {
    return false
  }
  return VERB_DESPITE_ENDING.has(lead) || !NOUN_ENDING.test(lead)
}

function isVague(text: string, words: readonly string[]): boolean {
  const lead = words[0] ?? ''
  if (SOFT_LEADS.has(lead)) return !isMeasured(text) && !namesArtefact(words)
  if (lead === 'fix' || lead === 'solve' || lead === 'prevent' || lead === 'avoid' || lead === 'stop') {
    return isGenericObject(words) && !isMeasured(text)
  }
  if (lead === 'make' && words[1] === 'sure') return !isMeasured(text) && !isSpelledOut(text, words)
  if (!VAGUE_LEADS.has(lead)) return false
  if (PLAIN_REDUCERS.has(lead)) return !isMeasured(text) && !namesArtefact(words)
  return !isLimited(text) && !isSpelledOut(text, words)
}

const isGenericObject = (words: readonly string[]): boolean => {
  const object = words
    .slice(1)
    .filter(word => !/^(?:the|this|that|our|all|any|such|a|an|these|similar)$/.test(word))
  return /^(?:issue|issues|problem|problems|bug|bugs|it|incident|incidents|outage|outages|root|cause|error|errors|things|happening|recurrence|this)$/.test(
    object[0] ?? 'it',
  )
}

/** "… so that it refuses configs without an owner", "… by adding a test": a way, and a thing that can be checked. */
const isSpelledOut = (text: string, words: readonly string[]): boolean =>
  namesArtefact(words.slice(1)) &&
  /\b(?:so that|so it|by (?:adding|setting|running|requiring|removing|moving|using|making|blocking|failing|splitting|writing|publishing|enabling|capping|limiting)|to (?:page|fail|refuse|block|reject|require|include|cover|alert|fire|use|return|stop|run|match|verify)|with (?:a|an|the)\b|that (?:fails|blocks|pages|refuses|rejects|fires|runs|checks|covers))/i.test(
    text,
  )

const isNamedThing = (word: string): boolean => !VAGUE_THINGS.has(word) && /\p{L}{2}|\d/u.test(word)

/** Committed: no hedges. */
export function checkCommitted(text: string): ActionRemark[] {
  const body = withoutMark(text)
  const offset = text.length - body.length
  for (const hedge of HEDGES) {
    const found = hedge.exec(body)
    if (!found) continue
    return [
      {
        rule: 'action/committed',
        verdict: 'reject',
        span: { start: offset + found.index, end: offset + found.index + found[0].length },
        reason: `“${found[0].trim()}” leaves open whether this will be done at all.`,
        suggestion:
          'Will its owner do it? Then say so plainly; if not, park it or waive the factor with a reason.',
      },
    ]
  }
  return []
}

/** Measurable: a comparator, a number with a unit, a percentile, or an artefact that exists afterwards. */
export function checkMeasurable(text: string): ActionRemark[] {
  if (isMeasured(text) || namesArtefact(actionWords(text))) return []
  return [
    {
      rule: 'action/measurable',
      verdict: 'revise',
      span: null,
      reason: 'Two people could disagree about whether this is done.',
      suggestion: 'Which number, test, alert or page will show that it is done?',
    },
  ]
}
