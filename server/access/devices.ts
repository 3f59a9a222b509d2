/** Browsers by the word that tells them; the first that fits, since most of them name others as well. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
]

const LONGEST = 40

/**
 * A browser and its system in words, such as `Firefox on Linux`, so that people know their own devices again; a
 * program's own name otherwise, '' when nothing is said. Versions are left out: they identify more than they tell.
 */
export function deviceOf(userAgent: string | undefined): string {
  const text = userAgent ?? ''
  const named = (table: typeof PROGRAMS): string => table.find(([word]) => word.test(text))?.[1] ?? ''
  const program = named(PROGRAMS)
  const system = named(SYSTEMS)
  if (program && system) return `${program} on ${system}`
  return program || system || (/^[\w.-]+/.exec(text)?.[0] ?? '').slice(0, LONGEST)
}
