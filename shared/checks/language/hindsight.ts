import { isDenied, type LanguageRule, sentenceHas, wordAt } from './rule.ts'
import { DETERMINERS, words } from './vocabulary.ts'

const SHOWING = words(`
  show shows showed showing shown indicate indicates indicated state states stated say says said document documented
  label labeled labelled mark marked write written define defined visible visibly communicate communicated separate
  separated name named explain explained describe described tell telling see seen specify specified identify identified
  demonstrate demonstrates demonstrated reveal reveals revealed confirm confirms confirmed point points pointed
  distinguish distinguished audible readable displayed display displays legible spelled spelt correlate correlated
  correlates outline outlined assign assigned list listed understand understood signposted delineated
`)
const VERDICT = words(`
  should could ought must wrong not never mistake missed ignored failed careless preventable avoidable human broken
  insufficient negligent obvious unaware overlooked did was were had is visible a the too someone nobody
`)
const FAULTLESS = words(
  'analysis analyses cause causes section heading candidate candidates category field investigation',
)

/** Judgements that only the ending allows. */
export const HINDSIGHT: readonly LanguageRule[] = [
  {
    family: 'hindsight',
    severity: 'warn',
    reason: 'What is obvious now was one possibility among many then.',
    suggestion: 'What was knowable at that minute, and where would one have had to look?',
    phrases: [
      '=obviously',
      '=obvious|evident|apparent ..3 that|to|from|in|.|,|!|¶|who|mistake|sign|signs|error|problem|warning|cause|fix|solution|risk|danger|choice|answer|issue|reason|symptom|symptoms|clue|clues|fault|flaw|bug',
      '=plain to see',
      'blindingly|painfully|glaringly|patently =obvious|clear',
      'glaring|blatant =mistake|error|omission|sign|oversight|problem|flaw|bug|issue',
      '=self-evident|blindingly|glaringly|painfully',
    ],
    unless: (reading, match) => {
      const word = wordAt(reading, match.start)
      const before = wordAt(reading, match.start - 1)
      if (
        isDenied(reading, match) ||
        /^(?:nothing|anything|less|something|everything|more|most|made|make|makes|becomes|become|became)$/.test(
          before,
        )
      )
        return true
      if (/^(?:evident|apparent)$/.test(word))
        return (
          !/^(?:was|were|is)$/.test(before) ||
          wordAt(reading, match.start + 1) === 'in' ||
          wordAt(reading, match.start + 1) === 'from'
        )
      if (word === 'obvious' && /^(?:seemed|seems|looked|looks|felt|appeared)$/.test(before)) return true
      return /^(?:immediately|soon|quickly|then|eventually|until|when|once)$/.test(before)
    },
  },
  {
    family: 'hindsight',
    severity: 'warn',
    reason:
      'Clearly says that others should have seen it too; for whom it was clear, and when, is the question.',
    suggestion: 'Who could see this at the time, and on which screen?',
    phrases: [
      '^ =clearly',
      '=clearly',
      'it was =clear that P',
      '=clear to anyone|anybody|everyone|everybody',
    ],
    unless: (reading, match) => {
      if (wordAt(reading, match.end - 1) !== 'clearly') return false
      const before = wordAt(reading, match.start - 1)
      const next = wordAt(reading, match.end)
      if (SHOWING.has(before) || SHOWING.has(next) || isDenied(reading, match)) return true
      if ('.?!¶;:'.includes(before)) return false
      if (/^(?:more|less|very|so|as|enough|most)$/.test(before)) return true
      const opinion =
        /^(?:is|was|were|are|had|has|did|should|could|have|would|be|been|we|they|he|she|you|and|but|,|@|'s)$/
      return !(opinion.test(before) || VERDICT.has(next) || reading.roster.parts.has(before))
    },
  },
  {
    family: 'hindsight',
    severity: 'warn',
    reason: 'Ease of prevention is measured here with the outcome in hand.',
    suggestion: 'What would it have cost then, and which sign would have justified that cost?',
    phrases: [
      '=easily|trivially|readily been? prevented|avoided|caught|spotted|preventable|avoidable|noticed|detected|fixed|stopped|seen|discovered|foreseen|tested|averted',
      '=easily have been? prevented|avoided|caught|spotted|noticed|detected|stopped|seen|foreseen|averted',
      '=entirely|completely|totally|wholly|perfectly|fully|utterly|absolutely|100 preventable|avoidable|foreseeable|predictable|unnecessary',
      '=preventable|avoidable|foreseeable',
      '=easy|trivial|simple to|enough to? prevent|avoid|catch|spot|see|foresee',
      'could|might have =been prevented|avoided|averted !by|with|if|had|through|using|in',
      'basic|simple|quick|elementary|short testing|test|check|review|look|glance|tests|call =would have <stop.done>',
      'all it would have =taken|needed',
      'all that was =needed|required|necessary was|is',
      'it would have =taken|been only|just|seconds|a|two|one|five|minutes|easy|trivial|simple ..4 to <attend>|<act>|prevent|avoid|catch',
      'simply|merely|just =had to',
      '=needless|needlessly',
      '=no reason|excuse for|not to',
      'there is|was =no excuse',
    ],
    unless: (reading, match) => {
      const word = wordAt(reading, match.start)
      if (/^(?:easily|easy|trivially|trivial|simple|readily)$/.test(word)) {
        const present = /^(?:can|be|is|are|more|will|it)$/
        return present.test(wordAt(reading, match.start - 1)) || isDenied(reading, match)
      }
      return (
        isDenied(reading, match) ||
        (/^(?:the|any|how|whether|if)$/.test(wordAt(reading, match.start - 1)) && word === 'preventable')
      )
    },
  },
  {
    family: 'hindsight',
    severity: 'warn',
    reason: 'Signs become signs once one knows what they stood for.',
    suggestion: 'How many such signals arrived that day, and what did the others turn out to mean?',
    phrases: [
      '=sign|signs|warnings|clues|evidence|signals|indications was|were|had|have all? been? there|obvious|clear|ignored|everywhere|visible|missed|plain|unmistakable',
      '=writing was|is on the wall',
      'a|any|child|fool|idiot|monkey =could|would|can|should have|see DONE|that|this|coming',
      'anyone|anybody|everyone|everybody =could|would|can|should have|see <stop.done>|<attend.done>|that|this|coming',
      '=waiting to happen',
      'was|were =bound|doomed|destined to happen|fail|break',
      'in plain =sight',
      '=staring|stared P in the face',
      'anyone|anybody|everyone with ..4 experience|brain|brains|eyes|sense|clue|knowledge ..3 would|could|should have =known|noticed|seen|caught|realised|realized|spotted',
      'anyone|anybody|everyone|everybody with|who ..8 would|should have =known not|better',
      'simple|quick|single|brief =glance|look at|of|in ..5 would have',
      'right in =front of P|OWN',
      'saw|seen|see this|it|that =coming',
      'red =flags|flag was|were|should|that|ignored|had|everywhere',
      'only a =matter of time',
      'predictable|predictably =enough|outcome|result|consequence|failure|.|,|that',
    ],
    unless: (_, match) => match.person?.kind === 'self',
  },
  {
    family: 'hindsight',
    severity: 'warn',
    reason: 'This tells how the writer feels about the outcome, not how it came about.',
    suggestion: 'Compared with which objective, and what made the difference?',
    phrases: [
      '=inexplicable|inexplicably|unacceptable|unacceptably|inexcusable|inexcusably|unforgivable|shameful|shamefully|disgraceful|ridiculous|ridiculously|absurd|outrageous|appalling|baffling|mind-boggling|unfathomable|incomprehensible|unbelievable|unbelievably|laughable|embarrassing|embarrassingly|pathetic|deplorable|unthinkable|intolerable',
      '=beyond belief|comprehension',
      'makes|made =no sense that|why',
    ],
    unless: isDenied,
  },
  {
    family: 'hindsight',
    severity: 'warn',
    reason: 'Sense is common only among those who know how it ended.',
    suggestion: 'What would a colleague with the same screen and the same clock have done?',
    phrases: [
      'common =sense',
      'any|a|every|no =competent|reasonable|decent|sane|good|experienced|qualified|careful|responsible|professional|seasoned|serious|half-decent|diligent|prudent|capable|sensible|attentive|self-respecting|real|proper|trained|skilled|senior ..1 <role>|team|teams|company|professional would|could|should|can|knows|will|does|who',
      '=basic|elementary competence|engineering|professionalism|hygiene|mistake|error|due|diligence|check|checks|stuff|knowledge',
      'it =goes without saying',
      '=needless to say',
      '=no-brainer',
      'how =hard can|could|is|was it|that',
      '=should be obvious|evident|clear',
      'everyone|everybody|anyone|anybody =knows',
    ],
    unless: (reading, match) =>
      wordAt(reading, match.start) === 'basic' && /^(?:check|checks)$/.test(wordAt(reading, match.end - 1)),
  },
  {
    family: 'hindsight',
    severity: 'warn',
    reason: 'Wrong is a word for afterwards; at the time there was a reason.',
    suggestion: 'What did the information at hand suggest, and what would have suggested otherwise?',
    phrases: [
      'S <have>? =wrongly|incorrectly|mistakenly|erroneously|foolishly|unwisely|naively|falsely|improperly|inappropriately|needlessly|unnecessarily|rashly|hastily|prematurely DONE|ran|took|made|set|thought|chose|wrote|knew|put|gave|began|went|did|left',
      'S DONE|ran|set|took|did ..5 =wrongly|incorrectly|improperly|inappropriately|prematurely .|,|¶|and|in|on|;',
      'S ran|deleted|dropped|deployed|chose|restarted|picked|used|edited|changed|pushed|rebooted|applied|selected|typed|entered|made|removed|merged|stopped|killed|rotated|drained the|a|an =wrong',
      'S <be> =wrong to|in|about|when',
      'wrongly|incorrectly|mistakenly =assumed|believed|concluded|thought|decided|diagnosed',
      'S =jumped to conclusions|the|a',
      'S was|were =mistaken|misguided|naive|foolish|unwise',
    ],
    unless: (reading, match) => isDenied(reading, match),
  },
  {
    family: 'hindsight',
    severity: 'warn',
    reason: 'Too slow compares what people did with a pace that only the outcome suggests.',
    suggestion: 'What were they waiting for, checking or ruling out in those minutes?',
    phrases: [
      'S <be>|reacted|responded|acted|moved|escalated|got|became|worked|went far|much|way? =too <late>|long|much|far|slowly|cautiously',
      'S <have>? =took|waited|hesitated|delayed|spent|wasted|needed|taken far|much|way? too|so|unacceptably|forever|ages long|much|many|late',
      'S reacted|responded|acted|moved|escalated =too|so slowly|late|hastily|quickly',
      'S reacted|responded|acted|escalated|moved =slowly|sluggishly|late|belatedly',
      'reaction|escalation|communication|handling was|came|were far|much|way|all? =too slow|late',
      'our|their|OWN response|reaction was|came far|much|way|all? =too slow|late',
      'S =wasted|dithered|dawdled|dragged',
      'S <be>|reacted =slow|late to|in|at <react>|reacting|responding|escalating|noticing|realising|realizing|the|react',
      'OWN =slow|late|delayed|sluggish|belated|tardy response|reaction|escalation|decision',
      'S should|could have =been|reacted|acted|responded|escalated faster|quicker|sooner|earlier|more|quickly',
    ],
    unless: (reading, match) =>
      isDenied(reading, match) ||
      (wordAt(reading, match.end) === 'to' && wordAt(reading, match.end - 1) === 'much') ||
      match.person?.kind === 'nobody',
  },
  {
    family: 'hindsight',
    severity: 'info',
    reason:
      'A single root cause is a place where the search stopped; outcomes have several contributing factors.',
    suggestion: 'Which contributing factors, together, made this possible?',
    phrases: ['the|single|true|real|main|primary|actual|a root =cause', 'root =cause was|is|of|turned|:'],
    unless: (reading, match) => FAULTLESS.has(wordAt(reading, match.end)) || isDenied(reading, match),
  },
  {
    family: 'hindsight',
    severity: 'info',
    reason: 'This word holds an unspoken standard.',
    suggestion: 'By which criterion, and is it written down where the work is done?',
    phrases: [
      '=properly|adequately|sufficiently|appropriately|improperly|inadequately|insufficiently|adequate|inadequate',
    ],
    unless: (reading, match) =>
      DETERMINERS.has(wordAt(reading, match.end)) && sentenceHas(reading, match, words('criterion')),
  },
]
