import { type LanguageRule, wordAt } from './rule.ts'
import { words } from './vocabulary.ts'

const BETTER = 'better|wiser|safer|smarter|prudent|best|preferable|sensible'
const CHOICE =
  'call|decision|move|choice|thing|approach|course|option|step|reaction|response|action|plan|strategy|path|way'
const AVERTED = '<stop.done>|averted|shorter|smaller|different|fixed|resolved|contained|mitigated|escalated'

/** Verbs whose "could have" tells what nearly happened to everybody. */
const NEAR_MISS = words('lost suffered had happened gone affected seen experienced leaked exposed')

const NOTICED = words(
  'seen noticed known spotted told caught guessed foreseen predicted stopped prevented checked tested',
)

/** Another course of events, told as if it could explain the real one. */
export const COUNTERFACTUAL: readonly LanguageRule[] = [
  {
    family: 'counterfactual',
    severity: 'warn',
    reason: 'This describes a course of events that did not happen, so it cannot explain the one that did.',
    suggestion: 'What did they see at that moment, and what made their choice a sensible one?',
    phrases: [
      'S =should|must not? have not? DONE',
      'S =should not? have not? been <attend.ing>|<act.ing>|aware|careful|awake|faster|quicker|more|clearer|alert|suspicious|here|there|online|available|on',
      'S =ought not? to not? have not? DONE',
      'S =needed to have DONE',
      '^ =should not? have not? <attend.done>|known|realised|seen|tested',
      'S would have =done well|better to',
      'S had every|the|ample|plenty|enough|a =chance|opportunity|chances|opportunities to|of <attend>|<act>|<attend.ing>|prevent|avoid',
      'S was|were in a =position to <attend>|<act>|prevent',
      'what S =should have DONE',
    ],
  },
  {
    family: 'counterfactual',
    severity: 'warn',
    reason: 'Saying what someone could have done compares their choice with knowledge that came later.',
    suggestion: 'Which options did they see at the time, and what spoke for the one they took?',
    phrases: [
      'S =could have !been DONE',
      'S =could have been more|faster|quicker|better|clearer|sooner|careful|proactive',
      'S:named =might|may have <stop.done>|<attend.done>',
    ],
    unless: (reading, match) => {
      const done = wordAt(reading, match.end - 1)
      // “Nobody could have known” and “anyone could have run into this” stand up for somebody.
      if (match.person?.kind === 'nobody') return true
      if (match.person?.kind === 'anyone' && !NOTICED.has(done)) return true
      return NEAR_MISS.has(done)
    },
  },
  {
    family: 'counterfactual',
    severity: 'warn',
    reason: 'An outcome that hangs on what one person might have done hides what else had to be true.',
    suggestion: 'What about the system would have had to be different for this to be noticed or stopped?',
    phrases: [
      `would|could|might not? have =been ${AVERTED} ..8 if|had P !been`,
      `would|could|might not? have =been ${AVERTED} by P`,
      'would|could|might not? have =happened|occurred|escalated|lasted|spread|gone|broken|failed|reached ..8 if|had P !been',
      '=if P had|have not? only|just? !been DONE',
      '=if P had not? been paying|awake|watching|looking|listening|more|careful|attentive',
      '=if P did not <act>|<attend>',
      '=had P not? only|just? !been DONE',
      '=if not for OWN|P',
      'were|was it =not for OWN|P',
      'had it =not been for OWN|P',
      '=without OWN ..1 <blunder>',
      'but =for OWN <change>|<blunder>',
      'S:single =would have <stop.done>|<attend.done>',
      'all P had|needed to =do',
      'modicum|bit|little|ounce|minimum of =care|attention|thought|caution ,|would|and|from|by',
      'had|if more|enough|proper|greater =attention|care|thought been|had been?',
      'under a more|less =experienced|competent|careful|senior <role>|lead|manager|captain|hand|commander',
      'S =only|just needed|had to',
    ],
  },
  {
    family: 'counterfactual',
    severity: 'warn',
    reason: 'A wish about the past leaves the past unexplained.',
    suggestion: 'What actually led from one minute to the next?',
    phrases: ['^ if =only', 'and|but|so|, if =only'],
  },
  {
    family: 'counterfactual',
    severity: 'warn',
    reason: 'Procedures as imagined differ from work as done; the distance between them is the finding.',
    suggestion: 'How is this usually done, and what makes the written way hard to follow?',
    phrases: [
      'S was|were|been not? =supposed|meant to',
      'S was|were not? =expected|required|obliged to have? <attend>|<act>|<attend.done>|<act.done>|know|be|have',
    ],
  },
  {
    family: 'counterfactual',
    severity: 'warn',
    reason: 'A better choice is easy to name once the outcome is known.',
    suggestion: 'What did each option look like before anyone knew how it would end?',
    phrases: [
      `it would|might have =been much|far|more|a? ${BETTER}`,
      `would|might have been much|far|more? =${BETTER} to|not`,
      `right|correct|better|best|safer|wiser|smarter|smart|sensible|proper|prudent|obvious|responsible =${CHOICE} ..3 would|should|could have been`,
      `right|correct|better|proper|responsible =${CHOICE} to do|take|make was|would`,
      `would|might have been the|a|much? =right|correct|better|safer|wiser|smarter ${CHOICE}`,
      'would|might have made =more sense to',
    ],
  },
  {
    family: 'counterfactual',
    severity: 'warn',
    reason: 'Hindsight knows the ending; the people in the incident did not.',
    suggestion: 'What was known at that minute, and where could it be seen?',
    phrases: [
      'in|with|by =hindsight !bias',
      'with|of the|some|20/20|perfect? =hindsight !bias',
      '=hindsight is|shows|tells|being',
      'in =retrospect',
      'knowing what we|they|you know =now',
    ],
  },
  {
    family: 'counterfactual',
    severity: 'info',
    reason: 'The passive hides who expected this, and says what did not happen.',
    suggestion: 'What happened instead, and which condition led there?',
    phrases: [
      'should|ought to? not? have not? =been tested|checked|reviewed|caught|noticed|spotted|escalated|reverted|documented|communicated|tuned|updated|configured|paged|rolled|detected|verified|done|involved|informed|told|notified|raised|flagged|announced|added|removed|rotated|renewed|disabled|enabled|deployed|merged|approved|run|tried|asked|called|alerted|validated|monitored|discovered|identified|fixed|prevented|avoided|set|declared',
    ],
  },
]
