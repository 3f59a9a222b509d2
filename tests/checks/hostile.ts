/** Characters that a check must read in a moment (checks, "Implementation"). */
export const MEGABYTE = 1_000_000

/** A megabyte of one piece, over and over. */
export const fill = (piece: string): string =>
  piece.repeat(Math.ceil(MEGABYTE / piece.length)).slice(0, MEGABYTE)

/** What a megabyte of is made to cost much: words that phrases begin with, and marks that may or may not close. */
export const HOSTILE: readonly string[] = [
  'The payments service deployed v2.14 at 13:45 and the pool saturated, which no alert measured. ',
  'Bob should have checked the dashboard. ',
  'should have ',
  'had ',
  'why did ',
  'missed ',
  'the engineer ',
  'Bob really just simply should ',
  'if Bob ',
  'a, ',
  'a',
  ' ',
  '\n',
  '.',
  '"',
  '“',
  " 'a",
  '`',
  'a`b``c```d',
  'http://',
  "s'",
  '```\n',
  '> \n',
  '(',
  ' "a\n\n',
  `${'“ '.repeat(600)}\n\n”`,
  `${'" a'.repeat(400)}\n\n`,
  `${'``a '.repeat(300)}\n\n`,
  'who ',
  'of the team ',
  '2026-05-27 14:22:03 a\n',
  '@',
  'é',
]
