/** Stands for something that is not prose inside a sentence: a quotation, code, a URL, a picture. */
export const MASKED = '\uFFFC'
/** Ends a sentence where a whole line was taken out. */
const CUT = '\uE002'

/** A closing mark is looked for within so many characters; longer "quotations" are stray marks. */
const LONGEST_QUOTE = 1_500

const LOG_LINE = [
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\s+.{0,40}?(?:\b(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE|CRITICAL|NOTICE)\b|\[)/,
  /^(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE|CRITICAL)\b[:\]\s[]/,
  /^\[(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE)\]/i,
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+/,
  /^[EWIF]\d{4} \d\d:\d\d:\d\d/,
  /^\s*(?:at \S{1,200} ?\(|File "[^"]{1,300}", line \d|Traceback \(most recent|\{"|\$ |% |# \$ )/,
  /\b(?:level|lvl|severity)=\w{1,10} .{0,200}\b(?:msg|message|err|error)=/,
  /^\[?\d{1,2}:\d\d(?::\d\d)?\]?\s*<[^<>\n]{1,60}>/,
  /^<[@\w .-]{1,60}>\s/,
]

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
  const lines = text.split('\n')
  let fence = ''
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const head = line.slice(0, 400)
    const mark = /^\s{0,8}(`{3,9}|~{3,9})/.exec(head)?.[1]
    const inFence = fence !== ''
    if (inFence && mark?.startsWith(fence)) fence = ''
    else if (!inFence && mark) fence = mark
    if (inFence || mark || isForeign(head)) lines[index] = CUT.repeat(line.length)
  }
  return lines.join('\n')
}

const isForeign = (line: string): boolean =>
  /^\s{0,8}>/.test(line) || LOG_LINE.some(pattern => pattern.test(line))

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

const opensQuote = (text: string, at: number): boolean => !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))

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
