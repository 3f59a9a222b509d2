/** Who is known by name: every part of a name with the ways it may be written. */
export interface Roster {
  /** Lower-case part of a name → its exact spellings. */
  readonly parts: ReadonlyMap<string, ReadonlySet<string>>
  readonly selfParts: ReadonlySet<string>
  readonly selfHandles: ReadonlySet<string>
}

const PARTICLES = new Set([
  'van',
  'von',
  'de',
  'der',
  'den',
  'da',
  'di',
  'la',
  'le',
  'bin',
  'al',
  'of',
  'the',
])

/** Reads the meeting's roster; `self` is the person whose own words are checked, when that is known. */
export function rosterOf(people: readonly string[], self = ''): Roster {
  const parts = new Map<string, Set<string>>()
  for (const person of self ? [...people, self] : people) {
    for (const part of nameParts(person)) {
      const known = parts.get(part.toLowerCase()) ?? new Set()
      for (const spelling of spellings(part)) known.add(spelling)
      parts.set(part.toLowerCase(), known)
    }
  }
  return {
    parts,
    selfParts: new Set(nameParts(self).flatMap(spellings)),
    selfHandles: new Set(self ? handlesOf(self) : []),
  }
}

const nameParts = (person: string): string[] =>
  person
    .replace(/^@/, '')
    .replace(/\(.*?\)|<.*?>/g, ' ')
    .split(/[\s._,]+/)
    .filter(part => part.length > 1 && /\p{L}/u.test(part) && !PARTICLES.has(part))

/** A name given in small letters, as handles are, is written with a capital in prose. */
const spellings = (part: string): string[] => [part, part.charAt(0).toUpperCase() + part.slice(1)]

function handlesOf(person: string): string[] {
  const name = person.replace(/^@/, '').toLowerCase().trim()
  return [
    name,
    name.replace(/\s+/g, ''),
    name.replace(/\s+/g, '.'),
    name.replace(/\s+/g, '-'),
    name.split(/\s/)[0] ?? '',
  ]
}

/** True for the handle (`@bob`) of the person whose own words are checked. */
export const isOwnHandle = (roster: Roster, handle: string): boolean =>
  roster.selfHandles.has(handle.replace(/^@/, '').toLowerCase())
