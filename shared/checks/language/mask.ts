/** Stands for something that is not prose inside a sentence: a quotation, code, a URL, a picture. */
export const MASKED = '\uFFFC'
/** Ends a sentence where a whole line was taken out. */
const CUT = '\uE002'

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

const QUOTE_END: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '„': '“',
  '«': '»',
  '‘': '’',
  "'": "'",
}

/**
 * `text` with everything that is somebody else's words or no prose at all taken out, in the same length:
 * quotations, code, URLs, block quotes, log lines and pasted chat. Linear in the length of the text.
 */
export function maskQuoted(text: string): string {
  return maskInline(maskLines(text)).replace(/[’ʼ]/g, "'")
}

function maskLines(text: string): string {
  const hasKeys = text.includes('=')
  const pieces: string[] = []
  let fence = ''
  let from = 0
  for (let start = 0; start < text.length; ) {
    const stop = text.indexOf('\n', start)
    const end = stop < 0 ? text.length : stop
    const first = firstOf(text, start, end)
    const code = text.charCodeAt(first)
    if (fence === '' && code === QUOTES_LINE && first - start <= 8) {
      pieces.push(text.slice(from, start), CUT.repeat(end - start))
      from = end
    } else if (first < end && (fence !== '' || hasKeys || OPENS_FOREIGN.has(code))) {
      const head = text.slice(start, Math.min(end, start + LINE_HEAD))
      const mark = /^\s{0,8}(`{3,9}|~{3,9})/.exec(head)?.[1]
      const inFence = fence !== ''
      if (inFence && mark?.startsWith(fence)) fence = ''
      else if (!inFence && mark) fence = mark
      if (inFence || mark || isForeign(head, hasKeys)) {
        pieces.push(text.slice(from, start), CUT.repeat(end - start))
        from = end
      }
    }
    start = end + 1
  }
  return from === 0 ? text : pieces.join('') + text.slice(from)
}

/** Where a line begins, spaces aside; its end when it is empty. */
function firstOf(text: string, start: number, end: number): number {
  let at = start
  while (at < end && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at += 1
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

function maskInline(text: string): string {
  const closers = new Map<string, number>()
  const pieces: string[] = []
  let from = 0
  let at = 0
  while (at < text.length) {
    const end = quotedEnd(text, at, closers)
    if (end > at) {
      pieces.push(text.slice(from, at), MASKED.repeat(end - at))
      from = end
      at = end
    } else at += 1
  }
  pieces.push(text.slice(from))
  return pieces.join('')
}

/** The end of what is quoted from `at` on, or `at` when nothing is. */
function quotedEnd(text: string, at: number, closers: Map<string, number>): number {
  switch (text.charCodeAt(at)) {
    case 0x60:
      return codeEnd(text, at, closers)
    case 0x22:
    case 0x201c:
    case 0x201e:
    case 0xab:
      return opensQuote(text, at) ? closing(text, at, closers) : at
    case 0x27:
    case 0x2018:
      return opensQuote(text, at) && /\w/.test(text.charAt(at + 1)) ? closing(text, at, closers) : at
    case 0x3a:
      return text.startsWith('://', at) ? urlEnd(text, at) : at
    default:
      return at
  }
}

/** A quotation does not begin inside a word. */
function opensQuote(text: string, at: number): boolean {
  const before = at === 0 ? 0x20 : text.charCodeAt(at - 1)
  if (before < 0x30 || (before >= 0x2000 && before < 0x2070)) return true
  return !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))
}

function closing(text: string, at: number, closers: Map<string, number>): number {
  const mark = text.charAt(at)
  const close = QUOTE_END[mark] ?? mark
  const single = close === "'" || close === '’'
  const end = nextClose(text, at + 1, close, closers, single)
  if (end < 0 || end - at > LONGEST_QUOTE || text.slice(at, end).includes('\n\n')) return at
  return end + 1
}

/** The next closing mark from `from` on. What was found is kept, so that many stray marks stay linear. */
function nextClose(
  text: string,
  from: number,
  close: string,
  closers: Map<string, number>,
  single: boolean,
): number {
  const known = closers.get(close)
  if (known !== undefined && (known === -1 || known >= from)) return known
  let found = text.indexOf(close, from)
  while (single && found >= 0 && /\w/.test(text.charAt(found + 1))) found = text.indexOf(close, found + 1)
  closers.set(close, found)
  return found
}

function codeEnd(text: string, at: number, closers: Map<string, number>): number {
  const run = text.startsWith('```', at) ? '```' : text.startsWith('``', at) ? '``' : '`'
  const end = nextClose(text, at + run.length, run, closers, false)
  if (end < 0 || end - at > LONGEST_QUOTE || text.slice(at, end).includes('\n\n')) return at
  return end + run.length
}

/** From the colon of `://` to the end of the URL; its scheme is left as a word that means nothing. */
function urlEnd(text: string, at: number): number {
  let end = at + 3
  while (end < text.length && !/[\s<>()[\]"`]/.test(text.charAt(end))) end += 1
  return end
}
