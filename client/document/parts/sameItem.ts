/** True when two rows hold the same plain values, so that a row that did not change is not drawn anew. */
export function isSameItem(a: object, b: object): boolean {
  if (a === b) return true
  const before = a as Record<string, unknown>
  const after = b as Record<string, unknown>
  return Object.keys(after).every(key => isSameValue(before[key], after[key]))
}

function isSameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, index) => isSameValue(each, b[index]))
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  return isSameItem(a, b)
}

/** Compares the props of a memoised row: `row` by its values, everything else by identity. */
export function isSameRow<P extends { readonly row: object }>(before: P, after: P): boolean {
  const keys = Object.keys(after) as (keyof P)[]
  return keys.every(key =>
    key === 'row' ? isSameItem(before.row, after.row) : Object.is(before[key], after[key]),
  )
}
