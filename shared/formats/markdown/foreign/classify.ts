import type { PagePart } from '../../words.ts'

/** What a section of a report is about: a part of the page, the incident's key instants, or nothing known here. */
export type Target = PagePart | 'keyEvents'

const SIGNS: readonly (readonly [Target, RegExp])[] = [
  ['imported', /^from the import$/],
  ['parked', /^(parked|parking lot|ideas set aside)/],
  ['keyEvents', /^key (events|times|timestamps)$/],
  ['timeline', /\btime ?line\b|\bchronolog|\bsequence of events\b|^incident log$/],
  ['whys', /^(the )?(five|5)[ -]whys/],
  ['lucky', /\b(got|were|been) lucky\b|^luck/],
  [
    'wentWell',
    /^(what |things (that )?)?(has |have )?(went|gone|go|worked) well|^the good|^what worked|^positives?$|^what was good/,
  ],
  [
    'couldImprove',
    /^(what|things)( that)? (could|can)( be| have|)\b.*(improve|better)|^(what |things (that )?)?(went|gone|has gone) (wrong|poorly|badly|less well)|^what (didn.?t|did not) (go|work)|^the (bad|ugly)$|^could (be )?improve|^what to improve/,
  ],
  ['lessons', /\blessons?\b|^(key )?(take-?aways|learnings?)|^what (did )?we learn/],
  ['factors', /\bcontribut(ing|ory) (factors?|causes?)|^factors\b|^causes and factors/],
  [
    'rootCause',
    /\broot[ -]?causes?\b|^causes?( analysis)?$|^what caused\b|^trigger$|^technical (details|analysis|root)/,
  ],
  [
    'actions',
    /\baction(s|able| items?| points?)?\b(?!s? taken)|^(proposed |recommended )?(follow[ -]?ups?|next steps|remediations?|corrective|prevent(at)?ive|to-?dos?|tasks)\b|^prevention/,
  ],
  ['impact', /\bimpact\b|^(customers?|users?|services?) affected|^affected (customers|users)/],
  [
    'summary',
    /^(executive |incident )?(summary|overview|abstract|tl;? ?dr|description|synopsis)\b|^what happened\??$|^identified$/,
  ],
]

/** Which part of the page a heading announces, or null. */
export function classify(heading: string): Target | null {
  const plain = heading
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/^[\d.)\s]+|^\W+|[\s:.]+$/gu, '')
  return SIGNS.find(([, sign]) => sign.test(plain))?.[0] ?? null
}
