/** Breaks a text into at most `most` lines of `length` characters; the last ends in … when there is more. */
export function wrap(text: string, length: number, most = 3): string[] {
  const lines: string[] = ['']
  for (const word of text.trim().split(/\s+/)) {
    const line = lines.at(-1) ?? ''
    if (line === '' || line.length + 1 + word.length <= length)
      lines[lines.length - 1] = `${line} ${word}`.trim()
    else lines.push(word)
  }
  const short = lines
    .slice(0, most)
    .map(line => (line.length > length ? `${line.slice(0, length - 1)}…` : line))
  const last = short[most - 1]
  if (lines.length > most && last !== undefined)
    short[most - 1] = `${last.slice(0, length - 1).replace(/[\s,.;]+$/, '')}…`
  return short
}
