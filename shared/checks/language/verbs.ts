import { entryOf } from '../../base/lookup.ts'

/** The forms of a verb, in lower case. */
export interface VerbForms {
  readonly base: ReadonlySet<string>
  readonly third: ReadonlySet<string>
  readonly past: ReadonlySet<string>
  readonly participle: ReadonlySet<string>
  readonly ing: ReadonlySet<string>
  readonly any: ReadonlySet<string>
}

const IRREGULAR: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  be: ['was', 'been'],
  become: ['became', 'become'],
  begin: ['began', 'begun'],
  bind: ['bound', 'bound'],
  blow: ['blew', 'blown'],
  break: ['broke', 'broken'],
  bring: ['brought', 'brought'],
  build: ['built', 'built'],
  buy: ['bought', 'bought'],
  catch: ['caught', 'caught'],
  choose: ['chose', 'chosen'],
  come: ['came', 'come'],
  cut: ['cut', 'cut'],
  deal: ['dealt', 'dealt'],
  do: ['did', 'done'],
  drive: ['drove', 'driven'],
  eat: ['ate', 'eaten'],
  fall: ['fell', 'fallen'],
  fight: ['fought', 'fought'],
  draw: ['drew', 'drawn'],
  feel: ['felt', 'felt'],
  find: ['found', 'found'],
  foresee: ['foresaw', 'foreseen'],
  forbid: ['forbade', 'forbidden'],
  freeze: ['froze', 'frozen'],
  forget: ['forgot', 'forgotten'],
  get: ['got', 'gotten'],
  give: ['gave', 'given'],
  grow: ['grew', 'grown'],
  hide: ['hid', 'hidden'],
  hit: ['hit', 'hit'],
  go: ['went', 'gone'],
  have: ['had', 'had'],
  hear: ['heard', 'heard'],
  hold: ['held', 'held'],
  keep: ['kept', 'kept'],
  know: ['knew', 'known'],
  lead: ['led', 'led'],
  leave: ['left', 'left'],
  let: ['let', 'let'],
  lose: ['lost', 'lost'],
  make: ['made', 'made'],
  meet: ['met', 'met'],
  mean: ['meant', 'meant'],
  misread: ['misread', 'misread'],
  misunderstand: ['misunderstood', 'misunderstood'],
  override: ['overrode', 'overridden'],
  oversee: ['oversaw', 'overseen'],
  overwrite: ['overwrote', 'overwritten'],
  pay: ['paid', 'paid'],
  put: ['put', 'put'],
  quit: ['quit', 'quit'],
  rebuild: ['rebuilt', 'rebuilt'],
  redo: ['redid', 'redone'],
  rerun: ['reran', 'rerun'],
  reset: ['reset', 'reset'],
  rewrite: ['rewrote', 'rewritten'],
  read: ['read', 'read'],
  ring: ['rang', 'rung'],
  run: ['ran', 'run'],
  say: ['said', 'said'],
  see: ['saw', 'seen'],
  seek: ['sought', 'sought'],
  send: ['sent', 'sent'],
  set: ['set', 'set'],
  shut: ['shut', 'shut'],
  show: ['showed', 'shown'],
  sit: ['sat', 'sat'],
  sleep: ['slept', 'slept'],
  speak: ['spoke', 'spoken'],
  spend: ['spent', 'spent'],
  split: ['split', 'split'],
  spread: ['spread', 'spread'],
  stand: ['stood', 'stood'],
  stick: ['stuck', 'stuck'],
  take: ['took', 'taken'],
  teach: ['taught', 'taught'],
  tell: ['told', 'told'],
  think: ['thought', 'thought'],
  throw: ['threw', 'thrown'],
  undo: ['undid', 'undone'],
  understand: ['understood', 'understood'],
  wake: ['woke', 'woken'],
  withdraw: ['withdrew', 'withdrawn'],
  write: ['wrote', 'written'],
}

const DOUBLES = new Set(
  'skip stop plan drop commit flag spot tap ping drag ship trip slip pin log tag debug swap map rig omit'.split(
    ' ',
  ),
)

const VOWEL_Y = /[aeiou]y$/

/** The past tense and the participle of a verb. */
function pastForms(base: string): readonly [string, string] {
  const known = entryOf(IRREGULAR, base)
  if (known) return known
  const past = base.endsWith('e')
    ? `${base}d`
    : base.endsWith('y') && !VOWEL_Y.test(base)
      ? `${base.slice(0, -1)}ied`
      : DOUBLES.has(base)
        ? `${base}${base.slice(-1)}ed`
        : `${base}ed`
  return [past, past]
}

function thirdPerson(base: string): string {
  if (/(?:s|x|z|ch|sh|o)$/.test(base)) return `${base}es`
  return base.endsWith('y') && !VOWEL_Y.test(base) ? `${base.slice(0, -1)}ies` : `${base}s`
}

function ingForm(base: string): string {
  if (DOUBLES.has(base) || /^(?:run|set|get|put|cut|shut|sit|forget|let)$/.test(base)) {
    return `${base}${base.slice(-1)}ing`
  }
  return base.endsWith('e') && !/(?:ee|be)$/.test(base) ? `${base.slice(0, -1)}ing` : `${base}ing`
}

/** All forms of the verbs in a list of base forms, separated by spaces. */
export function verbs(list: string): VerbForms {
  const bases = list.split(/\s+/).filter(Boolean)
  const past = bases.map(base => pastForms(base)[0])
  const participle = bases.map(base => pastForms(base)[1])
  const third = bases.map(thirdPerson)
  const ing = bases.map(ingForm)
  return {
    base: new Set(bases),
    third: new Set(third),
    past: new Set(past),
    participle: new Set(participle),
    ing: new Set(ing),
    any: new Set([...bases, ...past, ...participle, ...third, ...ing]),
  }
}

/** Every irregular participle; regular ones end in -ed. */
const IRREGULAR_PARTICIPLES: ReadonlySet<string> = new Set(Object.values(IRREGULAR).map(forms => forms[1]))

const NO_PARTICIPLE = new Set('need feed speed seed embed shed bleed breed weed red bed'.split(' '))

/** True for a word that can be a past participle: "checked", "written". */
export const isParticiple = (word: string): boolean =>
  (word.endsWith('ed') && word.length > 3 && !NO_PARTICIPLE.has(word)) || IRREGULAR_PARTICIPLES.has(word)
