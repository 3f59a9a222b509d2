import type { Finding, Place } from '../../../../shared/checks/finding.ts'

/** A place as a key, the block of a section included. */
export function placeKey(place: Place): string {
  switch (place.in) {
    case 'facts':
      return `facts/${place.field}`
    case 'section':
      return `section/${place.section}`
    case 'text':
      return `text/${place.index}`
    default:
      return `${place.in}/${place.id ?? ''}`
  }
}

/** What a dismissal is remembered by: the same remark about the same words of the same place. */
export const findingKey = ({ rule, where, reason, rows }: Finding): string =>
  `${rule} ${placeKey(where)}${rows ? '' : ` ${reason}`}`

/** What putting a rule aside in the whole document is remembered by. */
export const ruleKey = ({ rule }: Finding): string => `${rule} everywhere`

/** True when this very remark, or its rule in this document, was put aside. */
export const isDismissed = (finding: Finding, keys: ReadonlySet<string>): boolean =>
  keys.size > 0 && (keys.has(findingKey(finding)) || keys.has(ruleKey(finding)))

/** Findings by place; a place whose findings are as before keeps its very array, so that its row is not drawn anew. */
export function findingsByPlace(
  findings: readonly Finding[],
  before: ReadonlyMap<string, readonly Finding[]>,
): ReadonlyMap<string, readonly Finding[]> {
  const places = new Map<string, readonly Finding[]>(
    Map.groupBy(findings, finding => placeKey(finding.where)),
  )
  for (const [key, now] of places) {
    const then = before.get(key)
    if (then && JSON.stringify(then) === JSON.stringify(now)) places.set(key, then)
  }
  return places
}
