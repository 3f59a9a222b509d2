import { MASKED_CODE } from './mask.ts'

/**
 * A text as words in lower case, contractions taken apart ("didn't" is `did`, `not`), punctuation as words of its
 * own, and `.`, `?`, `!` or `¶` wherever a sentence ends. Offsets are into the original text.
 */
export interface Tokens {
  readonly text: string
  readonly words: readonly string[]
  /** By word, as many as there are words; what lies behind is 0. */
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** The word of something masked: it is a thing, never a person. */
export const THING = '◦'
/** The word of an @handle. */
export const HANDLE = '@'

const CONTRACTED: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["can't", ['can', 'not']],
  ["won't", ['will', 'not']],
  ["shan't", ['shall', 'not']],
  ["ain't", ['is', 'not']],
  ['cannot', ['can', 'not']],
  ['didnt', ['did', 'not']],
  ['dont', ['do', 'not']],
  ['doesnt', ['does', 'not']],
  ['shouldnt', ['should', 'not']],
  ['couldnt', ['could', 'not']],
  ['wasnt', ['was', 'not']],
  ['hadnt', ['had', 'not']],
  ['shouldve', ['should', 'have']],
  ['couldve', ['could', 'have']],
  ['wouldve', ['would', 'have']],
  ['shoulda', ['should', 'have']],
  ['coulda', ['could', 'have']],
  ['woulda', ['would', 'have']],
])

const ENDINGS: readonly (readonly [string, string])[] = [
  ["n't", 'not'],
  ["'ve", 'have'],
  ["'re", 'are'],
  ["'ll", 'will'],
  ["'m", 'am'],
  ["'s", "'s"],
  ["'d", "'d"],
]

/** Nothing longer is taken apart. */
const LONGEST_WORD = 40

/** Words that are read as another one; behind certain words only, or as one with them. */
const READ_AS: ReadonlyMap<
  string,
  { readonly as: string; readonly behind?: ReadonlySet<string>; readonly joins?: true }
> = new Map([
  ['oncall', { as: 'on-call' }],
  ['on-caller', { as: 'on-call' }],
  ['call', { as: 'on-call', behind: new Set(['on']), joins: true }],
  ['least', { as: 'at-least', behind: new Set(['at']), joins: true }],
  ['of', { as: 'have', behind: new Set(['should', 'could', 'would', 'must', 'might']) }],
])

/** Words that need a second look; all others are what they are. */
const SPECIAL: ReadonlySet<string> = new Set([...CONTRACTED.keys(), ...READ_AS.keys()])

/** Takes a masked text apart; `original` has the same length and is what offsets mean. */
export function tokenise(original: string, masked: string): Tokens {
  const lower = sameLengthLower(masked)
  const out: Out = { words: [], starts: new Int32Array(lower.length), ends: new Int32Array(lower.length) }
  let at = 0
  while (at < lower.length) {
    const code = lower.charCodeAt(at)
    const isWord = isWordCode(code)
    const end = isWord ? wordEnd(lower, at) : code === MASKED_CODE ? maskEnd(lower, at) : at + 1
    if (isWord) pushWord(lower.slice(at, end), at, end, out)
    else pushMark(lower, at, end, code, out)
    at = end
  }
  return { text: original, ...out }
}

interface Out {
  readonly words: string[]
  readonly starts: Int32Array
  readonly ends: Int32Array
}

function push(out: Out, word: string, start: number, end: number): void {
  const at = out.words.push(word) - 1
  out.starts[at] = start
  out.ends[at] = end
}

/** Marks that are words of their own, by what they are read as. A row of the same mark is one. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ...[...'.?!,;:()/&—'].map(mark => [mark, mark] as const),
  ['…', '.'],
  ['–', '—'],
  ['\uE002', '¶'],
  ['|', '¶'],
  ['\t', '¶'],
  ['•', '¶'],
])

function pushMark(lower: string, at: number, end: number, code: number, out: Out): void {
  if (code === 0x20) return
  if (code === MASKED_CODE) {
    push(out, THING, at, end)
    return
  }
  const mark = markAt(lower, at, code)
  if (mark !== undefined && out.words.at(-1) !== mark) push(out, mark, at, end)
}

function markAt(lower: string, at: number, code: number): string | undefined {
  if (code === 0x0a) return endsLine(lower, at) ? '¶' : undefined
  if (code === 0x2d) return lower.charCodeAt(at + 1) === 0x20 ? '—' : undefined
  return MARKS.get(lower.charAt(at))
}

function pushWord(word: string, start: number, end: number, out: Out): void {
  if (word.charCodeAt(0) === 0x40) push(out, word.length > 1 ? HANDLE : THING, start, end)
  else if (SPECIAL.has(word)) pushSpecial(word, start, end, out)
  else if (word.includes("'")) pushContracted(word, start, end, out)
  else push(out, word, start, end)
}

function pushSpecial(word: string, start: number, end: number, out: Out): void {
  const pair = CONTRACTED.get(word)
  if (pair) {
    push(out, pair[0], start, end)
    push(out, pair[1], start, end)
    return
  }
  const read = READ_AS.get(word)
  const last = out.words.length - 1
  if (!read || (read.behind && !read.behind.has(out.words[last] ?? ''))) {
    push(out, word, start, end)
  } else if (read.joins) {
    out.words[last] = read.as
    out.ends[last] = end
  } else push(out, read.as, start, end)
}

function pushContracted(word: string, start: number, end: number, out: Out): void {
  if (word.length > LONGEST_WORD) {
    push(out, word, start, end)
    return
  }
  if (word.endsWith("s'")) {
    pushWord(word.slice(0, -1), start, end - 1, out)
    push(out, "'s", end - 1, end)
    return
  }
  const ending = ENDINGS.find(([suffix]) => word.endsWith(suffix) && word.length > suffix.length)
  if (!ending) {
    push(out, word, start, end)
    return
  }
  const cut = word.length - ending[0].length
  pushWord(word.slice(0, cut), start, start + cut, out)
  push(out, ending[1], start + cut, end)
}

const NEXT_LINE = /\n[ \t]{0,12}(?:\n|$|[-*+•|#>\uE002]|\d{1,3}[.)] |\d{1,2}:\d\d)/y

/** A line end ends a sentence before a blank line, a list item, a table row or a heading. */
function endsLine(lower: string, at: number): boolean {
  NEXT_LINE.lastIndex = at
  return NEXT_LINE.test(lower)
}

function maskEnd(lower: string, at: number): number {
  let end = at
  while (lower.charCodeAt(end) === MASKED_CODE) end += 1
  return Math.max(end, at + 1)
}

function wordEnd(lower: string, at: number): number {
  let end = at + 1
  while (end < lower.length) {
    const code = lower.charCodeAt(end)
    if (isWordCode(code)) end += 1
    else if (isJoiner(code) && isWordCode(lower.charCodeAt(end + 1))) end += 2
    else break
  }
  // A plural's possessive: the developers' change.
  const plural = lower.charCodeAt(end) === 0x27 && lower.charCodeAt(end - 1) === 0x73
  return plural ? end + 1 : end
}

/** Letters, digits and @ begin and continue a word. */
const isWordCode = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 48 && code <= 57) ||
  (code >= 64 && code <= 90) ||
  (code >= 0xc0 && code < 0x2000) ||
  (code >= 0x2c00 && code < 0xe000 && !(code >= 0x3000 && code <= 0x303f))

/** Apostrophe, hyphen, full stop, colon and underscore join when a letter or digit follows. */
const isJoiner = (code: number): boolean =>
  code === 0x27 || code === 0x2d || code === 0x2e || code === 0x3a || code === 0x5f

function sameLengthLower(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return Array.from({ length: text.length }, (_, at) => {
    const letter = text.charAt(at).toLowerCase()
    return letter.length === 1 ? letter : text.charAt(at)
  }).join('')
}
