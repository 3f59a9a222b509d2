import type { Match } from './match.ts'
import type { Reading } from './reading.ts'
import { isDenied, type LanguageRule, sentenceHas, wordAt } from './rule.ts'
import { words } from './vocabulary.ts'

const ABOUT_SOFTWARE = words(`
  message messages rate rates page pages code codes report reports log logs budget budgets handling count counts
  tracking counter counters dashboard graph events boundary boundaries metric metrics monitoring response responses reporting prevention reduction
`)
const NOT_THE_CAUSE = words('symptom label blameless never stop stopped avoid avoids starting')
const K8S = words('kubernetes k8s crd reconcile controller pod logs')
const LAZY_TECHNIQUE = words(`
  loading load evaluation evaluated init initialisation initialization connection connections import imports deletion
  loaded fetch fetching write writes instantiation cache cleanup
`)

/** Verdicts: words that end an inquiry where it should begin. */
export const ERROR_LABEL: readonly LanguageRule[] = [
  {
    family: 'error-label',
    severity: 'warn',
    reason: 'An error label is a verdict, and a verdict ends the inquiry.',
    suggestion: 'Which conditions made this easy to do and hard to notice?',
    phrases: [
      '=human|operator|user|manual|engineer|developer|admin|personnel|people|staff error|errors|mistake|mistakes|failure|failing',
      '=human-error|operator-error|user-error|pebkac',
      'human|personal =carelessness|oversight|fallibility',
      'pilot =error',
      'finger =trouble',
      'due|owing to a? =human factor',
    ],
    unless: (reading, match) => {
      const next = wordAt(reading, match.end)
      if (ABOUT_SOFTWARE.has(next) || isDenied(reading, match)) return true
      if (wordAt(reading, match.start) === 'user' && /failure|errors/.test(wordAt(reading, match.end - 1)))
        return true
      if (
        /^(?:is|was)$/.test(next) &&
        (wordAt(reading, match.end + 1) === 'not' || wordAt(reading, match.end + 1) === 'never')
      ) {
        return true
      }
      if (sentenceHas(reading, match, NOT_THE_CAUSE)) return true
      return wordAt(reading, match.start) === 'operator' && sentenceHas(reading, match, K8S)
    },
  },
  {
    family: 'error-label',
    severity: 'warn',
    reason:
      'Calling it a mistake judges an action by its result; before the result it looked like the thing to do.',
    suggestion: 'What made this action look right, and what would have shown the difference in time?',
    phrases: [
      'OWN own|big|costly|stupid|simple|small|honest|initial|first|serious|silly|terrible|critical|unfortunate|repeated|own|grave|rookie? =<blunder>',
      'OWN own|big|costly|simple|small|honest|initial|first|serious|silly|terrible|critical? =error|errors|misjudgement !rate|rates|budget|log|logs|page|handling|message|messages|count|codes|code|tracking|dashboard',
      '=mistake|mistakes|error|errors|oversight|blunder|misjudgement|negligence|carelessness made? by|of P',
      '=mistake|error|blunder|oversight on the part of P',
      '=mistake|error|blunder|oversight on OWN part',
      'S <have>? =made|making|makes a|an|some|several|the|another? ..2 mistake|mistakes|error|errors|blunder|blunders',
      'S:named =made a|the wrong|bad|poor|terrible|questionable|rash|costly ..1 call|decision|choice|judgement|judgment|assumption',
      '=mistakes were made',
      'trivial|silly|stupid|basic|obvious|classic|avoidable|costly|dumb|elementary|grave|terrible|huge|big|unforced =mistake|mistakes|blunder|blunders',
      'by =mistake',
    ],
    unless: (reading, match) => isDenied(reading, match) || match.person?.kind === 'nobody',
  },
  {
    family: 'error-label',
    severity: 'block',
    reason: 'Fault is a word for courts; here it closes the question of how this could happen.',
    suggestion: 'Who else could have ended up in the same place, and what would have stopped them?',
    phrases: [
      'OWN own|entire|whole? =fault !tolerance|injection|domain|tolerant',
      'mistake|error|blunder was|is =entirely|solely|all OWN',
    ],
    unless: (reading, match) => isDenied(reading, match) || match.person?.kind === 'nobody',
  },
  {
    family: 'error-label',
    severity: 'block',
    reason:
      'This judges a person, which a postmortem is not for, and makes the next incident less likely to be reported.',
    suggestion: 'What about the task, the tools or the time made care hard to take here?',
    phrases: ['=<insult>'],
    unless: (reading, match) =>
      isDenied(reading, match) ||
      /^(?:quorum|quorums|counter|terminal|terminals|pipe|pipes)$/.test(wordAt(reading, match.end)) ||
      isOfSoftware(reading, match),
  },
  {
    family: 'error-label',
    severity: 'block',
    reason: 'This describes somebody’s character; a postmortem can only change conditions.',
    suggestion: 'What would anyone else in that seat have seen and done?',
    phrases: [
      'S <be>|got|became|felt|seemed too|a|bit|little? =lazy|sloppy|hasty|arrogant|complacent|overconfident|impatient|distracted|asleep|unqualified|incapable|unfit|ignorant|rash',
      '=lazy|sloppy|arrogant|complacent|overconfident|ignorant|unqualified|incapable|hasty <role>|work|habits|practice|reviewing|testing|coding|reviews|engineering|thinking',
      'S =blindly <act.past>|<attend.past>|trusted|copied|followed|pasted|accepted|approved|merged|ran|executed',
      'S =panicked|overreacted',
      'S was|were =asleep at the wheel',
      '=asleep at the wheel|switch',
      'P have|had no =idea|clue|business ..2 doing|running|touching',
      'S did not know =what P was|were doing',
      'S cut|cutting =corners',
      'S took|taking a? =shortcut|shortcuts',
      '=cowboy <role>|deploy|change|fix|mentality',
    ],
    unless: (reading, match) =>
      isDenied(reading, match) || LAZY_TECHNIQUE.has(wordAt(reading, match.end - 1)),
  },
  {
    family: 'error-label',
    severity: 'warn',
    reason: 'This speaks of what somebody is like or deserves; a postmortem can only change conditions.',
    suggestion: 'What was asked of them at that moment, and what did they have to go by?',
    phrases: [
      'had|has|have one =job',
      '=caught napping|sleeping',
      'S lack|lacks|lacked|lacking the|any|all|basic? =discipline|rigour|rigor|competence|professionalism|commitment|maturity|backbone',
      'impatient|overconfident|overeager|careless|reckless|clumsy|stubborn|negligent|absent-minded =<role>',
      'stubborn|pig-headed|wilful|willful|outright =refusal',
      'to|chose|decided =look|looked the other way',
      '=turn|turned|turning a blind eye',
      '=go|went|going|gone behind OWN|our back|backs',
      'S =swore ..2 it|this|that ..2 safe|fine|tested|ok|okay|working',
      'P would not =listen',
      'S knew ..6 =nothing',
      'S knew it|this|that ..1 was =risky|wrong|broken|dangerous|unsafe|forbidden',
      'always the =same people|person|team|ones|engineer|guy',
      'if you can not =handle|cope|manage|read|follow',
      'nice|great|good|lovely|brilliant|fantastic|stellar =job|work|going <harm.any>|taking|bringing|deleting|dropping|losing|everyone',
      '=geniuses|masterminds|clowns|cowboys|amateurs in|of|at|on|from|who',
      'beggars =belief',
      '=who the hell|heck|fuck|f',
      '=grace|graced|gracing us with',
      'thought|thinks|think it =clever|smart|funny|wise to',
      'S just =clicked|click|clicks through|past|away',
      'S:outsider <have> been =warned|told about|of|before|twice|repeatedly ..8 and|but|yet',
      'handover|handoff|fix|test|review|job was|were|is =half-hearted|half-heartedly|slapdash|botched|half-assed',
      'done|made|handled|carried =half-heartedly|sloppily|carelessly|thoughtlessly',
      '=self-inflicted by P',
    ],
    unless: isDenied,
  },
  {
    family: 'error-label',
    severity: 'warn',
    reason: 'This holds somebody to account; who answered for it says nothing about how it could happen.',
    suggestion: 'What did they see at that moment, and what would anyone else have done with it?',
    phrases: [
      '=shame|disgrace on|upon P|us|you|them|him|her|OWN',
      '=fiasco|debacle|disgrace|shambles|farce',
      'expect|expected|expecting =better|more from|of P',
      'lose|lost|losing ..1 =confidence|faith|trust in P',
      'responsibility|mistake|fault|blame|problem ..6 =squarely|entirely|solely|firmly with|on|at',
      'S|P must|should|needs|need|has|have|ought to? take =responsibility|accountability|blame for',
      '=owe|owes|owed ..3 apology|explanation',
      '=apology|apologies|explanation is|are|would|seems ..2 order|due|overdue',
      'he|she|they|P can|could not? be =trusted',
      'S should|ought never|not to? have been =given|allowed|trusted|hired|promoted|let|left',
      'S never should have been =given|allowed|trusted|hired|promoted|let|left',
      'P =brought this|it on|upon',
      '=brought this|it on|upon themselves|himself|herself|yourself|yourselves|ourselves|myself',
      'rest of us =pay|paid|suffer|suffered|suffering',
      'despite|against clear|repeated|explicit|numerous|several|strict|written =instructions|warnings|requests|reminders|orders',
      'S:outsider =did|does|do nothing',
      'S|P <have>? been|was|were =told|warned|asked twice|repeatedly|thrice',
      'knew|knows|know ..2 =perfectly|full|damn well',
      'S:outsider does|do|did not =understand|grasp|comprehend how|what|why|the',
      'not =exercise|exercised|exercising|apply|applied ..1 care|caution|diligence|restraint|judgement|judgment',
      'failed|failing|failure|fails to =follow|observe|comply|adhere ..4 <procedure>',
      'show|showed|shown|showing ..2 =disregard|contempt|indifference',
      'not =see|saw|seen fit to',
      'OWN =obsession|greed|ego|vanity|stinginess|penny-pinching|stubbornness|arrogance|hubris',
      'more|better =experienced|competent|attentive|capable|seasoned ..3 would|might|could',
      'any|every =competent|decent|self-respecting|sane|serious|real|proper|half-decent <role>',
      'if S had been|acted|moved|reacted|answered|looked a|bit|little? =quicker|faster|sooner|sharper|smarter',
      '=rule number one',
      'S|users|customers|clients <be> ..1 =useless|hopeless|worthless|pathetic|lazy',
      'S:nobody ..5 =trouble|bothered|cared to',
      'S|people|folks|guys ..1 not =care about',
      "'s|their|his|her|our =obsession with",
      'not =paying attention',
      'warned ..5 =anyway',
      'has|have|needs|need|must|should|ought to? be|face ..1 =consequence|consequences|repercussions',
      'anyone|anybody|everyone|everybody ..7 =knows you|that|to|better',
    ],
    unless: isDenied,
  },
  {
    family: 'error-label',
    severity: 'warn',
    reason: 'Irony tells who is meant without saying it, and whoever is meant cannot answer.',
    suggestion: 'What happened, in words that the person could agree with?',
    phrases: [
      'no =prizes|prize for guessing',
      'naming =no names',
      'not to? =name|naming names',
      'not|no ..1 =pointing|point any|the|a? fingers|finger',
      'we|you|everyone all? know|knows =who|whose !is|to|owns',
      'let us just =say',
      'some of us =actually',
      'anyone|someone|somebody ..2 =explain ..4 why|how|what ..2 still|thought|would',
      '=friends|colleagues in|at|over|from ..4 strike|strikes|struck',
      'did P|he|she|they|anyone|anybody|somebody|someone =even|actually|ever <attend>|test|read|look|open|run|try',
      'did ..1 =even test|read|look|check|try|open',
      'you have? =managed|manage to <harm.any>|lock|lose|delete|drop|wipe',
      'maybe|perhaps next =time P:other|you|he|she|they',
      'think|look|read|ask =before he|she|they|you hit|hits|press|presses|type|types|push|pushes|run|runs|merge|merges|deploy|deploys|click|clicks',
      'is|are|was|were|be =beneath P',
      'apparently|evidently|clearly|obviously ..6 =optional',
      'is|are =for other people',
      'what =exactly P thought|was|were',
      "OWN|'s =idea of testing|review|reviewing|monitoring|communication|planning|documentation|support|leadership",
      'so =once again',
      '=bravo|congratulations|congrats|kudos to the|whoever genius|geniuses|person|one|colleague|colleagues|who|thought|wrote',
      '=rubber stamp|stamped|stamping',
      'who actually =understood|understands|cares|cared',
      'reading|writing|testing|checking|asking|answering ..4 =beneath',
      '$q how ..5 not =know|notice|see|understand|check|realise|realize',
      '^ what kind|sort of =team|engineer|manager|developer|idiot',
      '^ another =masterpiece|triumph|gem|classic from|by|of',
    ],
    unless: isDenied,
  },
  {
    family: 'error-label',
    severity: 'warn',
    reason: 'A mocking word makes the event small and leaves its conditions unspoken.',
    suggestion: 'Which exact action was taken, and what made that slip possible?',
    phrases: [
      '=fat-fingered|fat-finger|fat-fingering|fatfingered',
      '=fat finger|fingers|fingered|fingering',
      '=screwed|screwing|screws|cocked|effed|goofed up',
      '=screw-up|screwup|cock-up|screw-ups|goof',
      '=goofed|bungled|botched|botching|flubbed|fumbled|bungling|muffed',
      'S <have>? =messed|slipped up',
      'P|was|were|got|been =messed up',
      '=dropped|dropping|drops the ball|balls',
      'S =blew it',
      'S =let us|everyone|everybody|the down',
      'S let the =team|company|customers|users down',
      '=rookie|newbie|noob|amateur|beginner mistake|error|move|engineer|developer|operator|blunder|deploy',
      "=rookie|newbie|noob|amateur|beginner|schoolboy|novice 's? mistake|error|move|blunder",
      '=rookie',
      '=amateur hour',
      '=classic P:other ,|.|:|!|¶',
      'thanks to our|the =brilliant|genius|dear|clever',
      'big =brain move|moves',
      'the =brains|decency|courtesy to',
      'maybe stop|try =writing|reading|checking|testing|thinking',
      '=whoever thought',
      '=whoever wrote|touched|merged|pushed|deployed|configured|did|made|broke|changed ..6 should|needs|must|ought',
    ],
    unless: (reading, match) =>
      wordAt(reading, match.start) === 'dropped' && /^load/.test(wordAt(reading, match.end)),
  },
  {
    family: 'error-label',
    severity: 'warn',
    reason: 'Attention is never lacking; it was somewhere else, for a reason that can be found.',
    suggestion: 'Where was attention needed at the same time, and what made this signal weak?',
    phrases: [
      '=lack|absence|lapse of|in due|proper|basic|sufficient|human|any? attention|care|diligence|focus|discipline|concentration|professionalism|vigilance|thought|competence|rigour|rigor|judgement|judgment|effort|skill|carefulness|caution',
      '=insufficient|inadequate|poor|little attention|care|diligence|discipline',
      '=lost|losing|loss of? situational|situation awareness',
      'poor|lacking =situational awareness',
      'S did not =pay attention|heed',
      '=distraction|inattentiveness|complacency of|by P',
      'OWN =inattentiveness|complacency|distraction',
    ],
    unless: isDenied,
  },
  {
    family: 'error-label',
    severity: 'warn',
    reason: 'Judgement is called poor after a bad outcome and good after a lucky one.',
    suggestion: 'Which goals were weighed against each other, and what was known of each?',
    phrases: [
      '=poor|bad|questionable|terrible|flawed|faulty <judgement>',
      '=error|lapse|errors|lapses of|in judgement|judgment',
      'S <be>|showed|exercised|used =poor|bad judgement|judgment',
      'P =misjudged',
    ],
    unless: (reading, match) =>
      isDenied(reading, match) ||
      (/^(?:call|decision|decisions|choice|calls)$/.test(wordAt(reading, match.end - 1)) &&
        !personal(reading.tokens.words, match.start)),
  },
  {
    family: 'error-label',
    severity: 'warn',
    reason:
      'That a rule was broken says little until it is known why breaking it was the way to get the work done.',
    suggestion: 'How often is the rule followed as written, and what makes the other way easier?',
    phrases: [
      '=violated|violating|violates|breached|breaching|flouted|disobeyed ..4 procedure|procedures|protocol|protocols|rules|guidelines|runbook',
      'S <have>? =violated|violating|violates|breached|flouted|broke|ignored ..4 <procedure>',
      '=violation|violations|breach of ..3 procedure|procedures|protocol|protocols|process|policy|rules',
      'procedural =violation|violations|breach',
      'S =went against ..3 <procedure>',
      'against =procedure|protocol|policy',
      '=disobeyed|disobeying',
    ],
    unless: isDenied,
  },
  {
    family: 'error-label',
    severity: 'warn',
    reason: 'Asking people to take more care changes nothing about what they will face next time.',
    suggestion: 'What could make the safe way the easy way?',
    phrases: [
      'be|been|being much|a|bit|lot? more? =careful|vigilant|cautious|diligent|attentive|mindful|thorough|alert in|next|when|with|about|going|from|and|while|to|before|during|here|.|!|,|¶|?|this|on',
      '=more|extra|greater careful|vigilant|cautious|diligent|attentive|vigilance|diligence',
      '=pay|paid|paying more|closer|better|greater|enough attention',
      '=take|taken|taking|took more|greater|extra|better care',
      'S =need|needs|needed to be careful',
      'try|trying|tried =harder',
    ],
    unless: (reading, match) =>
      wordAt(reading, match.end - 1) === 'alert' || wordAt(reading, match.end - 2) === 'alert',
  },
  {
    family: 'error-label',
    severity: 'warn',
    reason:
      'Experience explains an outcome only after it is known; many with little of it did the same work safely.',
    suggestion: 'What would make this task safe for whoever does it for the first time?',
    phrases: [
      '=junior|inexperienced|untrained|unskilled|unqualified|underqualified|incompetent|green|novice|clueless|undertrained ..1 <role>|<role>',
      'S <be> too|so|relatively? =junior|inexperienced|untrained|unskilled|new|green !to|owner|on-call',
      'OWN =inexperience',
      '=inexperience of|on P',
      'S lacked|lacks the|any|enough? =experience|skill|skills|competence|ability|expertise',
      '=lack of experience|skill|skills|competence|expertise of|on|by|in P',
    ],
  },
  {
    family: 'error-label',
    severity: 'warn',
    reason: 'Knowing better is only possible afterwards.',
    suggestion: 'What did they know then, and from where could they have known more?',
    phrases: [
      '=knew|know|knows better',
      '=retrain|retraining of? P:named',
      'S <have> been =spoken to',
      'have =known better',
      'should =know better',
      'S =ought to know',
    ],
    unless: (reading, match) => wordAt(reading, match.end) === 'than' && isDenied(reading, match),
  },
  {
    family: 'error-label',
    severity: 'info',
    reason:
      'Accidents need no intent and no carelessness; the word adds a person where a condition is meant.',
    suggestion: 'What let a single action reach this far?',
    phrases: [
      '=accidentally|inadvertently|mistakenly|erroneously|unintentionally',
      'by =accident',
      '=accidental deletion|destroy|destruction|deploy|removal|merge|push|change',
    ],
  },
]

const UNWISE = words('stupid stupidly dumb careless foolish')
const SOFTWARE = words(`
  loop logic scheduler cache lib library retry retries parser cron primary replica default defaults timeout balancer
  endpoint algorithm regex driver kernel cluster queue cronjob backoff heuristic proxy daemon compiler linter client-side
  handling allocation memory simple dns
`)
const OF_A_PERSON = words("'s his her their your our my")

/** “The retry loop is stupid” and “stupid DNS cache” are of a thing, unless it is called somebody's. */
function isOfSoftware(reading: Reading, match: Match): boolean {
  if (!UNWISE.has(wordAt(reading, match.start))) return false
  for (let at = match.start - 4; at <= match.end + 2; at += 1) {
    if (OF_A_PERSON.has(wordAt(reading, at))) return false
  }
  for (let at = match.start - 4; at <= match.end + 2; at += 1) {
    if (SOFTWARE.has(wordAt(reading, at))) return true
  }
  return false
}

/** "A bad call" is about judgement when someone made it; a bad system call is not. */
function personal(list: readonly string[], at: number): boolean {
  for (let back = at - 1; back > at - 8; back -= 1) {
    const here = list[back] ?? '¶'
    if (/^(?:made|makes|his|her|their|your|our|my|'s|@)$/.test(here)) return true
    if ('.?!¶'.includes(here)) return false
  }
  return false
}
