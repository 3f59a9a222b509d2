import { type LanguageRule, wordAt } from './rule.ts'

/** Questions that accuse. */
export const QUESTION: readonly LanguageRule[] = [
  {
    family: 'question',
    severity: 'warn',
    reason: 'A why addressed to a person asks for a defence, not for an account.',
    suggestion: 'How did the situation look from where they sat, and what were they trying to achieve?',
    phrases: [
      '=why did|do|does|had|have|has|would|were|was|are|is|could|should not? P not? !needed|paged|woken|alerted|told|asked',
      '=why on earth|the',
      '=why not just|simply',
      'how =come P:other',
      '=why was|were|is|are not ..6 by P',
      '^ was|is it =necessary|smart|wise|sensible to',
      '=why has|have|had|did nobody|noone not?',
      '=why P did not',
      'unclear|unknown|incomprehensible why P:other =thought|believed|felt|considered',
      'explain why P:other =sat|ignored|refused',
      'what P:other was|were =thinking',
      'how do|does|did|can|could P =not|never <attend>',
    ],
    unless: (reading, match) => {
      const second = wordAt(reading, match.start + 1)
      if (second === 'the') return wordAt(reading, match.end) !== 'hell'
      return (
        match.person?.kind === 'we' &&
        !/not/.test(reading.tokens.words.slice(match.start, match.end + 1).join(' ')) &&
        second !== 'did'
      )
    },
  },
  {
    family: 'question',
    severity: 'warn',
    reason: 'This question already holds its answer, and the answer is that someone did wrong.',
    suggestion: 'What was there to see, and how clearly did it stand out from the rest?',
    phrases: [
      'how =could|can P:other not? !know|tell|see|notice|find|have|help|learn',
      'how =could|can P:other not|have|ever|possibly|think|miss|do|let|be',
      'how =could nobody|anyone|anybody|someone|you|he|she|they',
      'how =did P not? miss|fail|let|allow|overlook|ignore|forget|not|manage',
      'how =did nobody|no-one|noone',
      'how =did no one',
      'how =dare',
      'what was|were|is|are P =thinking',
      'what =made P:other think|believe it|that|this|they|you|he|she',
      'what was|is =wrong with P',
      '=who would|in do|deploy|push|run|write|merge|their',
      '^ are|were P =serious|kidding|blind',
    ],
  },
  {
    family: 'question',
    severity: 'warn',
    reason: 'A question in the negative tells its listener what the answer ought to have been.',
    suggestion: 'What did you expect to happen next, and what did you see then?',
    phrases: [
      '^ and|but|so|,? =did|do|could|should|was|were|would|had|have|is|are|can|does not P $q',
      ', =did|do|could|should|was|were|would|had|have|is|are not P $q',
      '^ =did|do|could|should|were|was|had|have P not $q',
      '^ =did nobody|anyone|anybody|no ..1 <attend>|think|know|even $q',
      'do|does =not P think',
      'would|did =not P agree|think|say|know|see|realise|realize|notice',
      'did P =even|ever|actually|bother <attend>|to|know|test',
      'would not it|that have =been better|safer|wiser|easier',
      'is|was =not it obvious|clear',
    ],
    unless: (_, match) => match.person?.kind === 'self',
  },
  {
    family: 'question',
    severity: 'warn',
    reason: 'Surely asks for agreement and leaves no room for what was really seen.',
    suggestion: 'What, at that time, spoke for it and what against?',
    phrases: ['=surely'],
  },
]
