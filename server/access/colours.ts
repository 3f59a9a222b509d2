/** Colours that are told apart on a white and on a dark page and carry white text (contrast 4.5 and more). */
export const COLOURS = [
  '#b3261e',
  '#0b57d0',
  '#146c2e',
  '#7b1fa2',
  '#a04a00',
  '#00687a',
  '#ad1457',
  '#4a5c00',
  '#3f51b5',
  '#795548',
  '#00695c',
  '#8b2fc9',
  '#5f6368',
  '#9a5b00',
  '#1565a8',
  '#c2185b',
] as const

/** The colour of a person; always the same for the same id. */
export function colourOf(person: string): string {
  let hash = 0x811c9dc5
  for (const char of person) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0
  return COLOURS[((hash ^ (hash >>> 15)) >>> 0) % COLOURS.length] ?? COLOURS[0]
}
