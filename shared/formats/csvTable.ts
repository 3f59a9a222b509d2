/** What makes a formula, in Latin letters and in the wide ones of East Asian keyboards. */
const DANGEROUS = /^[=+\-@\t\r\n＝＋－＠]/

/**
 * Cells as comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula begins with an
 * apostrophe, which spreadsheets show as text and {@link readCsv} takes off again.
 */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map(row => `${row.map(writeCell).join(',')}\r\n`).join('')

function writeCell(text: string): string {
  const guarded = DANGEROUS.test(text) || /^'+[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n\t;]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** The first row without what stands between quotation marks. */
function headOf(source: string): string {
  let end = 0
  let quoted = false
  for (; end < source.length && (quoted || source.charAt(end) !== '\n'); end++) {
    if (source.charAt(end) === '"') quoted = !quoted
  }
  return source
    .slice(0, end)
    .split('"')
    .filter((_, index) => index % 2 === 0)
    .join('')
}

/** The cells of comma-, semicolon- or tab-separated values, whichever the first line has most of. */
export function readCsv(text: string): string[][] {
  const source = text.replace(/^\ufeff/, '')
  const head = headOf(source)
  const separator = [',', ';', '\t'].toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ','
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const endCell = (): void => {
    rows.at(-1)?.push(cell.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, ''))
    cell = ''
  }
  for (let index = 0; index < source.length; index++) {
    const character = source.charAt(index)
    if (quoted) {
      if (character !== '"') cell += character
      else if (source.charAt(index + 1) === '"') cell += source.charAt(++index)
      else quoted = false
    } else if (character === '"' && cell === '') quoted = true
    else if (character === separator) endCell()
    else if (character === '\n') {
      endCell()
      rows.push([])
    } else if (character !== '\r') cell += character
  }
  endCell()
  return rows.filter(row => row.some(value => value !== ''))
}
