import type { PagePart } from '../../words.ts'

/** What a section of a report is about: a part of the page, the incident's key instants, or nothing known here. */
export type Target = PagePart | 'keyEvents'

const SIGNS: readonly (readonly [Target, RegExp])[] = [
  ['imported', /^from the import$/],
  ['parked', /^(parked|parking lot|ideas set aside)/],
  ['keyEvents', /^key (events|times|timestamps)$/],
  [
    'timeline',
    /\btime ?line\b|^tl$|^(zeit(licher )?(verlauf|ablauf|leiste|strahl)|(ablauf|verlauf)\b|déroul|cronolog|linha do tempo|línea de tiempo)|\bchronolog|\b(sequence|course|order) of events\b|^what happened,? when|^(incident|chat|channel|slack|event) (log|transcript|history)$/,
  ],
  ['whys', /^(the )?(five|5)[ -]whys/],
  ['lucky', /\b(got|were|been) lucky\b|^luck|^(wo wir )?glück|^(coup de )?chance$|^suerte|^sorte/],
  [
    'wentWell',
    /^(what |things (that )?)?(has |have )?(went|gone|go|worked) (well|right)|^(the )?good( (stuff|things|parts?))?$|^what worked|^positives?( observations?)?$|^what was good|^was (lief |hat )?gut\b|^ce qui (a|s'est) bien|^(lo que|qué) (salió|funcionó) bien|^o que (correu|funcionou) bem/,
  ],
  [
    'couldImprove',
    /^(what|things)( that)? (could|can)( be| have|)\b.*(improve|better)|^(what |things (that )?)?(went|gone|has gone) (wrong|poorly|badly|less well)|^what (didn.?t|did not) (go|work)|^(the )?(bad|ugly)( (stuff|things|parts?))?$|^could (be )?improve|^what to improve|^was (lief |hat )?(nicht gut|schlecht|weniger gut)|^was (nicht|schlecht) (gut )?lief|^ce qui (a|s'est) (mal|moins bien)|^points? (à améliorer|d'amélioration)|^(lo que|qué) (salió|funcionó) mal|^o que (correu|funcionou) mal/,
  ],
  [
    'lessons',
    /\blessons?\b|^(key )?(take-?aways|learnings?)|^what (did )?we learn|^(lehren|erkenntnisse|leçons|enseignements|lecciones|lições)/,
  ],
  [
    'factors',
    /\bcontribut(ing|ory) (factors?|causes?)|^factors\b|^causes and factors|^(beitragende|begünstigende) (faktoren|umstände)|^facteurs contributifs|^factores contribuyentes/,
  ],
  [
    'rootCause',
    /\broot[ -]?causes?\b|^causes?( analysis)?$|^what caused\b|^why (did )?(it|this|that) happen(ed)?|^what broke\b|^(rc|why)$|^trigger$|^technical (details|analysis|root)|^(grund)?ursachen?\w*$|^causes? (racines?|profondes?)|^causas? (raíz|raiz)/,
  ],
  [
    'actions',
    /\baction(s|ables?| items?| points?)?\b(?!s? taken)|^ais?$|^(proposed |recommended )?(follow[ -]?ups?|next steps|remediations?|corrective|prevent(at)?ive|to-?dos?|tasks)\b|^prevention|^(recommendations?|measures|maßnahmen|aufgaben|acciones|ações|medidas|mesures)\b/,
  ],
  [
    'impact',
    /\bimpact\b|^imp$|^(customers?|users?|services?) affected|^affected (customers|users)|^who (was|were|is|felt|noticed|got)\b|^(auswirkung|conséquences|impacto|folgen$)/,
  ],
  [
    'summary',
    /^(executive |incident )?(summary|overview|abstract|tl;? ?dr|description|synopsis)\b|^what happened\??$|^(sum|in (short|brief|a nutshell))$|^(zusammenfassung|kurzfassung|überblick|résumé|resumen|resumo)(?!\p{L})|^identified$/u,
  ],
]

/** What is longer is no heading that announces a part. */
const LONGEST = 200

/** Which part of the page a heading announces, or null. */
export function classify(heading: string): Target | null {
  const plain = heading
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[’`]/g, "'")
    // What stands in brackets behind it explains it: `What happened (in short)`.
    .replace(/\s{0,3}\([^()]{1,60}\)$/, '')
    .replace(/^[^\p{L}]+|[^\p{L}\p{N}?!%)]+$/gu, '')
  return SIGNS.find(([, sign]) => sign.test(plain))?.[0] ?? null
}
