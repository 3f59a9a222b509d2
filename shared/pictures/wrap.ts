/**
 * Breaks a text into at most `most` lines, each as wide as `length` usual letters; the last ends in … when there is
 * more, and so does a line whose one word is too long.
 */
export function wrap(text: string, length: number, most = 3): string[] {
  const lines: string[] = ['']
  for (const word of text.trim().split(/\s+/)) {
    const line = lines.at(-1) ?? ''
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || widthOf(longer) <= length) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.slice(0, most).map((line, index) => {
    const isCut = index === most - 1 && lines.length > most
    return isCut || widthOf(line) > length ? shortened(line, length) : line
  })
}

function shortened(line: string, length: number): string {
  let kept = ''
  for (const letter of line) {
    if (widthOf(kept + letter) > length - 1) break
    kept += letter
  }
  return `${kept.replace(/[\s,.;]+$/, '')}…`
}

/** How wide a text is, counted in usual letters: pictures are laid out where nothing can be measured. */
export function widthOf(text: string): number {
  let width = 0
  for (const letter of text) {
    if (/[mwMW@%]/.test(letter)) width += 1.5
    else if (/[\p{Lo}\p{Extended_Pictographic}\u3000-\u30ff\uff00-\uff60]/u.test(letter))
      width += /[\u0590-\u06ff]/.test(letter) ? 1.1 : 1.9
    else if (/[\p{Lu}\d]/u.test(letter)) width += 1.15
    else width += /[\sijlft.,:;!|'()[\]]/.test(letter) ? 0.7 : 1
  }
  return width
}
