/** Stands for something that is not prose inside a sentence: a quotation, code, a URL, a picture. */
export const MASKED = '\uFFFC'
export const MASKED_CODE = 0xfffc
/** Ends a sentence where a whole line was taken out. */
const CUT_CODE = 0xe002

/** A closing mark is looked for within so many characters; longer "quotations" are stray marks. */
const LONGEST_QUOTE = 1_500

const DATED =
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\s+.{0,40}?(?:\b(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE|CRITICAL|NOTICE)\b|\[)/
const CLOCKED = /^\[?\d{1,2}:\d\d(?::\d\d)?\]?\s*<[^<>\n]{1,60}>/
const BRACKETED = /^\[(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE)\]/i
const LEVELLED = /^(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE|CRITICAL)\b[:\]\s[]/
const SYSLOG = /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+|[EWIF]\d{4} \d\d:\d\d:\d\d)/
const CHAT = /^<[@\w .-]{1,60}>\s/
const STACK = /^\s*(?:at \S{1,200} ?\(|File "[^"]{1,300}", line \d|Traceback \(most recent|\{"|\$ |% |# \$ )/
const KEYED = /\b(?:level|lvl|severity)=\w{1,10} .{0,200}\b(?:msg|message|err|error)=/
/** Only a line that begins with one of these, spaces aside, can be a log line, chat, a prompt or a quotation. */
const OPENS_FOREIGN = new Set(
  [...'0123456789[ABCDEFGHIJKLMNOPQRSTUVWXYZ<a{$%#>`~'].map(mark => mark.charCodeAt(0)),
)
const QUOTES_LINE = 0x3e

const BACKTICK = 0x60
const TILDE = 0x7e
const APOSTROPHE = 0x27
const LINE_END = 0x0a

/** Opening marks, and the marks that close what they open. */
const QUOTE_END: ReadonlyMap<number, number> = new Map(
  ['""', '“”', '„“', '«»', '‘’', "''"].map(pair => [pair.charCodeAt(0), pair.charCodeAt(1)]),
)

/**
 * `text` with everything that is somebody else's words or no prose at all taken out, in the same length:
 * quotations, code, URLs, block quotes, log lines and pasted chat. Linear in the length of the text.
 */
export function maskQuoted(text: string): string {
  const codes = new Uint16Array(text.length)
  for (let at = 0; at < text.length; at += 1) codes[at] = text.charCodeAt(at)
  const hasLines = maskLines(text, codes)
  const hasInline = maskInline(codes)
  if (!hasLines && !hasInline) return text
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(codes)
}

/** Takes whole lines out; true when there were any. */
function maskLines(text: string, codes: Uint16Array): boolean {
  const hasKeys = text.includes('=')
  let hasCut = false
  let fence = ''
  for (let start = 0; start < text.length; ) {
    const stop = text.indexOf('\n', start)
    const end = stop < 0 ? text.length : stop
    const first = firstOf(codes, start, end)
    const code = codes[first] ?? 0
    const mark = code === BACKTICK || code === TILDE ? fenceAt(text, start, first, end) : ''
    const isCut =
      fence !== '' ||
      mark !== '' ||
      (code === QUOTES_LINE && first - start <= 8) ||
      (first < end && (hasKeys || OPENS_FOREIGN.has(code)) && isForeign(headOf(text, start, end), hasKeys))
    if (mark !== '' && fence === '') fence = mark
    else if (mark !== '' && mark.startsWith(fence)) fence = ''
    if (isCut) codes.fill(CUT_CODE, start, end)
    hasCut ||= isCut
    start = end + 1
  }
  return hasCut
}

/** The three to nine marks that open or close a fence on a line, or nothing. */
function fenceAt(text: string, start: number, first: number, end: number): string {
  if (first - start > 8) return ''
  let at = first
  while (at < end && at < first + 9 && text.charCodeAt(at) === text.charCodeAt(first)) at += 1
  return at - first < 3 ? '' : text.slice(first, at)
}

const headOf = (text: string, start: number, end: number): string =>
  text.slice(start, Math.min(end, start + LINE_HEAD))

/** Where a line begins, spaces aside; its end when it is empty. */
function firstOf(codes: Uint16Array, start: number, end: number): number {
  let at = start
  while (at < end && (codes[at] === 0x20 || codes[at] === 0x09)) at += 1
  return at
}

/** What a line is, shows within so many characters. */
const LINE_HEAD = 400

function isForeign(line: string, hasKeys: boolean): boolean {
  if ((hasKeys && KEYED.test(line)) || STACK.test(line)) return true
  const first = line.charAt(0)
  if (first === '[') return DATED.test(line) || BRACKETED.test(line) || CLOCKED.test(line)
  if (first === '<') return CHAT.test(line)
  return /\d/.test(first) ? DATED.test(line) || CLOCKED.test(line) : LEVELLED.test(line) || SYSLOG.test(line)
}

/** Takes quotations, code and URLs out of lines, and makes every apostrophe the plain one; true for any of these. */
function maskInline(codes: Uint16Array): boolean {
  const ahead: Ahead = new Map()
  let isChanged = false
  for (let at = 0; at < codes.length; ) {
    const code = codes[at] ?? 0
    const end = quotedEnd(codes, at, code, ahead)
    const isCurly = code === 0x2019 || code === 0x02bc
    if (end > at) codes.fill(MASKED_CODE, at, end)
    else if (isCurly) codes[at] = APOSTROPHE
    isChanged ||= isCurly || end > at
    at = Math.max(end, at + 1)
  }
  return isChanged
}

/** The end of what is quoted from `at` on, or `at` when nothing is. */
function quotedEnd(codes: Uint16Array, at: number, code: number, ahead: Ahead): number {
  switch (code) {
    case BACKTICK:
      return codeEnd(codes, at, ahead)
    case 0x22:
    case 0x201c:
    case 0x201e:
    case 0xab:
      return opensQuote(codes, at) ? closing(codes, at, code, ahead) : at
    case APOSTROPHE:
    case 0x2018:
      return opensQuote(codes, at) && isWordCode(codes[at + 1]) ? closing(codes, at, code, ahead) : at
    case 0x3a:
      return codes[at + 1] === 0x2f && codes[at + 2] === 0x2f ? urlEnd(codes, at) : at
    default:
      return at
  }
}

/** A quotation does not begin inside a word, nor right behind what was taken out. */
function opensQuote(codes: Uint16Array, at: number): boolean {
  const before = at === 0 ? 0x20 : (codes[at - 1] ?? 0x20)
  if (before === MASKED_CODE) return false
  if (before < 0x30 || (before >= 0x2000 && before < 0x2070)) return true
  return !(isWordCode(before) || /[\p{L}\p{N}]/u.test(String.fromCharCode(before)))
}

function closing(codes: Uint16Array, at: number, mark: number, ahead: Ahead): number {
  const close = QUOTE_END.get(mark) ?? mark
  const end = next(ahead, close, at + 1, () => closeFrom(codes, at + 1, close))
  return end < 0 || !isOneParagraph(codes, at, end, ahead) ? at : end + 1
}

/** Whether a quotation from `at` to `end` is short enough to be one, and holds no empty line. */
function isOneParagraph(codes: Uint16Array, at: number, end: number, ahead: Ahead): boolean {
  if (end - at > LONGEST_QUOTE) return false
  const empty = next(ahead, LINE_END, at, () => runOf(codes, at, LINE_END, 2))
  return empty < 0 || empty + 1 >= end
}

/**
 * Where a mark stands next, by its code, a run of backticks by how many as a negative number; -1 where there is no more.
 * Kept, so that many stray marks stay linear.
 */
type Ahead = Map<number, number>

/** Where `what` stands next from `from` on; looked for only where what is known lies behind. */
function next(ahead: Ahead, what: number, from: number, find: () => number): number {
  const known = ahead.get(what)
  if (known !== undefined && (known === -1 || known >= from)) return known
  const found = find()
  ahead.set(what, found)
  return found
}

/** Where `many` (at most three) of a mark stand side by side, from `from` on; -1 when nowhere. */
function runOf(codes: Uint16Array, from: number, mark: number, many: number): number {
  let found = codes.indexOf(mark, from)
  while (found >= 0 && !(codes[found + many - 1] === mark && codes[found + (many >> 1)] === mark)) {
    found = codes.indexOf(mark, found + 1)
  }
  return found
}

/** Where a closing mark stands from `from` on; an apostrophe inside a word closes nothing. */
function closeFrom(codes: Uint16Array, from: number, close: number): number {
  const single = close === APOSTROPHE || close === 0x2019
  let found = codes.indexOf(close, from)
  while (single && found >= 0 && isWordCode(codes[found + 1])) found = codes.indexOf(close, found + 1)
  return found
}

/** One, two or three backticks are closed by as many. */
function codeEnd(codes: Uint16Array, at: number, ahead: Ahead): number {
  let run = 1
  while (run < 3 && codes[at + run] === BACKTICK) run += 1
  const end = next(ahead, -run, at + run, () => runOf(codes, at + run, BACKTICK, run))
  return end < 0 || !isOneParagraph(codes, at, end, ahead) ? at : end + run
}

const URL_ENDS = new Set([...'<>()[]"`'].map(mark => mark.charCodeAt(0)))

/** From the colon of `://` to the end of the URL; its scheme is left as a word that means nothing. */
function urlEnd(codes: Uint16Array, at: number): number {
  let end = at + 3
  while (end < codes.length && !endsUrl(codes[end] ?? 0)) end += 1
  return end
}

const endsUrl = (code: number): boolean =>
  code <= 0x20 || URL_ENDS.has(code) || (code >= 0xa0 && /\s/.test(String.fromCharCode(code)))

/** ASCII letters, digits and the underscore. */
const isWordCode = (code = 0): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 0x5f
