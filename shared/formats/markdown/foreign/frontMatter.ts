/** The `key: value` lines between `---` at the very start of a file, and the text after them. */
export function splitFrontMatter(source: string): {
  entries: readonly (readonly [string, string])[]
  body: string
} {
  const match = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(source)
  if (!match) return { entries: [], body: source }
  const lines = joined((match[1] ?? '').split('\n').filter(line => line.trim() !== ''))
  const entries = lines.map(line => /^([\w -]+):\s*(.*)$/.exec(line))
  if (entries.some(entry => entry === null)) return { entries: [], body: source }
  return {
    entries: entries.map(entry => [
      entry?.[1]?.trim() ?? '',
      (entry?.[2] ?? '').replace(/^(["'])(.*)\1$/, '$2').replace(/^\[([^[\]]*)\]$/, '$1'),
    ]),
    body: source.slice(match[0].length),
  }
}

/** Items of a list, `  - one` below `key:`, as one line with commas between them. */
function joined(lines: readonly string[]): string[] {
  const made: string[] = []
  for (const line of lines) {
    const item = /^\s*-\s+(.*)$/.exec(line)
    const before = made.at(-1)
    if (!item || before === undefined) made.push(line)
    else
      made[made.length - 1] = /:\s*$/.test(before)
        ? `${before.trimEnd()} ${item[1]}`
        : `${before}, ${item[1]}`
  }
  return made
}
