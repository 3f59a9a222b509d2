import type { RowKind } from '../document/postmortem.ts'

const SIGNS: readonly (readonly [RowKind, RegExp])[] = [
  [
    'resolve',
    /\b(incident|issue|outage|problem)s? (is |was |now |fully |permanently |declared )*(resolved|closed|over)\b|^resolved\b|\ball clear\b|\bback to normal\b|\b(fully|service) restored\b|\boutage ends\b|\bincident closed\b|\bto an end\b/i,
  ],
  [
    'escalate',
    /\bincident (is )?declared\b|\bdeclared? (a |an |the )?(sev|incident)|\bsev-?[1-5] declared\b|\bescalat|\bpaged\b|\backnowledged?\b|\bjoin(s|ed)\b|\bcontacted\b/i,
  ],
  [
    'mitigate',
    /\broll(ed|ing|s)? ?back\b|\brollback\b|\brevert(s|ed|ing)?\b|\bmitigat|\brepaired\b|\b(manual |long-term )?fix(es)? (was |is )?(applied|deployed|merged|rolled out)\b|\brestart(ed|s)\b|\brestored\b|\bscaled (down|up)\b|\bfailed over\b|\bdrained\b/i,
  ],
  ['decide', /\bdecid(e|es|ed)\b|\bdecision\b|\bagreed to\b/i],
  [
    'detect',
    /\balert(s|ed|ing)?\b|\bdetect(s|ed)\b|\bnotic(e|es|ed)\b|\breport(s|ed|ing)?\b|\bdiscovered\b|\bpingdom\b|\bstackdriver\b|\bteam aware\b|\bidentified\b/i,
  ],
  [
    'onset',
    /\boutage begins\b|\bfault occur|\bbegins? (to )?fail|\bstarts? (to )?(fail|degrad|report)|\bstart(s|ed) failing\b|\bexpires?\b|\bcrash|\bruns? out of\b|\bfirst (failure|error)/i,
  ],
  [
    'change',
    /\bdeploy(s|ed|ment)?\b|\breleased?\b|\bmerged\b|\bupgrad(e|ed)\b|\bmaintenance\b.*\bstarted\b|\brolled out\b|\bapplied\b|\bmigrat(ed|ion)\b|\breplaced by\b/i,
  ],
]

/** A guess at what a row of an imported timeline stands for, from its words; `note` when nothing points anywhere. */
export function guessKind(text: string): RowKind {
  const kind = SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? 'note'
  return kind === 'mitigate' && FUTILE.test(text) ? 'note' : kind
}

/** A rollback that fails, changes nothing, or is only suggested, ends nothing. */
const FUTILE =
  /\b(fail(s|ed|ing)?|attempt(s|ed|ing)?|unable|suggests?|creates a pr|no (?:change|effect|improvement|success|luck)|did(?: not|n['’]t) help|in vain)\b/i
