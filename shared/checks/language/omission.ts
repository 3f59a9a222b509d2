import { type LanguageRule, wordAt } from './rule.ts'
import { words } from './vocabulary.ts'

const MISSABLE = words(`
  heartbeat heartbeats slo slos sla slas target targets deadline deadlines lunch breakfast dinner ping pings beat poll
  scrape scrapes objective objectives train
`)
const ACTED = 'DONE|ran|wrote|took|set|began|did|made|went|sent|shut|put|cut|got|gave|chose|broke|drew'

/** What a person did not do, told against them: the other half of the counterfactual family. */
export const OMISSION: readonly LanguageRule[] = [
  {
    family: 'counterfactual',
    severity: 'warn',
    reason:
      'Naming what someone failed to do measures them against an expectation instead of describing their work.',
    suggestion: 'What were they attending to then, and what would have drawn their attention here?',
    phrases: [
      'S <have>? =<fail.any> to',
      'OWN repeated|complete|persistent? =failure|refusal|reluctance|unwillingness to',
      'failure|refusal|reluctance =of|by P to',
      'by =failing|neglecting|omitting to <attend>|<act>',
      'S =declined|refused|hesitated to <attend>|<act>',
      '^ =failed|neglected|omitted to escalate|read|review|double-check|follow|communicate|notice|ask|tell|consult|heed|bother|check|verify',
      'S <have>? =<neglect>',
      '=neglected|neglects to',
    ],
  },
  {
    family: 'counterfactual',
    severity: 'warn',
    reason: 'What someone did not do is endless; what they did do, and why, is what there is to learn from.',
    suggestion: 'What did they do instead, and what told them that this was enough?',
    phrases: [
      'S =did not <attend>',
      'S did =never <attend>',
      'S =never <attend.past>',
      'S:outsider =did not <act>',
      'S:outsider =never <act.past>',
      'S <have> =not|never <attend.done>',
      'S:outsider <have> =not <act.done>',
      'S:single =do not <attend>',
      'S:outsider =does not <attend>',
      'S was|were|is =not paying|watching|looking|listening|monitoring|careful|thinking|following|checking|attentive|vigilant|thorough|diligent|concentrating|focused',
      'S could|can not =be bothered',
      'S =never got around|thought|cared|bothered',
      'S:nobody =<attend.past>',
      'S:nobody <have> =<attend.done>',
      '=neither ..6 nor P <attend.past>|<act.past>',
      'S:nobody =took|takes|felt ownership|responsibility|responsible|charge|action',
      'S =took|takes no ownership|responsibility|action',
      'S:nobody else? =stopped|intervened|called',
      'S stopped|fell =short of',
      '^ =did not <attend>',
      'S =made no attempt|effort',
      'S =paid|gave no|little|insufficient attention|thought',
      'S =saw no reason|need to',
      'S did not =think it necessary|needed|important|worth',
      'could|can be|not =bothered to',
      'S:outsider had =months|weeks|years to <attend>|<act>',
      'proper|due|sufficient|enough|adequate =care|attention|diligence was|were|had not been? taken|paid|given|exercised',
      'procedure|procedures|process|protocol|policy|runbook|instructions was|were not =followed|observed|respected by',
      'S was|were|had been? told|warned|asked ..12 =anyway|regardless',
      'S <have>? did|shipped|merged|deployed|pushed|ran it|this|that =anyway',
      'S told P ..2 =times|repeatedly not',
      'S =sat|sitting on the|this|that|it ..2 for|information|report|ticket|alert|draft',
      'S =lost control|concentration|focus',
      'S:outsider ..8 made|making things|matters =worse',
      'S acted|act =surprised',
    ],
    unless: (reading, match) => {
      const verb = wordAt(reading, match.end - 1)
      return match.person?.kind === 'nobody' && /^(?:noticed|realised|realized|knew|asked)$/.test(verb)
    },
  },
  {
    family: 'counterfactual',
    severity: 'warn',
    reason:
      'Whether something counts as missed or ignored is decided afterwards; at the time it was one signal of many.',
    suggestion: 'What else was on their screen, and how would this have stood out?',
    phrases: [
      'S <have>? =<miss.past>|<miss.done>',
      '=<miss.done> by P',
      'S:outsider <have>? =<spoil.past>',
      'S <be>? =ignoring|overlooking|disregarding',
      'S chose|decided|opted to =ignore|skip|disregard|bypass',
      'S <have>? =dismissed|discounted|downplayed|minimised|minimized ..4 alert|alerts|warning|warnings|page|pages|signal|signals|symptoms|errors|report|reports|concern|concerns|risk',
      'S turned a =blind eye',
      'S looked the other =way',
    ],
    unless: (reading, match) =>
      missesATarget(reading.tokens.words, match.end) ||
      match.person?.kind === 'nobody' ||
      (match.person?.kind === 'you' && wordAt(reading, match.start - 1) === 'if'),
  },
  {
    family: 'counterfactual',
    severity: 'warn',
    reason: 'Memory is what systems are built to support; that someone forgot is where the question starts.',
    suggestion: 'What would have reminded them, or made remembering unnecessary?',
    phrases: [
      'S <have>? =forgot|forgotten|forgetting',
      '!not|never =forgot|forgets|forgetting|forgotten to',
      '=forgotten by P',
      '=forgetfulness',
    ],
  },
  {
    family: 'counterfactual',
    severity: 'warn',
    reason:
      'Work is described here by a step that was left out, which explains nothing about the steps that were taken.',
    suggestion: 'What made the direct way look safe enough at that point?',
    phrases: [
      `S ${ACTED} ..8 =without even? <attend.ing>|bothering`,
      `S ${ACTED} ..8 =instead of <attend.ing>`,
      `S ${ACTED} ..8 =rather than <attend.ing>`,
    ],
  },
  {
    family: 'counterfactual',
    severity: 'info',
    reason: 'That nobody noticed says little about people and much about what there was to notice.',
    suggestion: 'What would have shown it, and to whom?',
    phrases: [
      'S:nobody =noticed|knew|realised|realized|saw',
      'was|were|been|being =overlooked|forgotten|neglected',
    ],
  },
]

function missesATarget(list: readonly string[], from: number): boolean {
  for (let at = from; at < from + 6; at += 1) {
    const here = list[at] ?? '¶'
    if (MISSABLE.has(here)) return true
    if ('.?!¶,;:'.includes(here)) return false
  }
  return false
}
