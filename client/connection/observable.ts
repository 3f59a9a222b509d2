/** A value that can be read at any time and watched; what React reads through `useSyncExternalStore`. */
export interface Observable<T> {
  get(): T
  /** Calls back after each change; returns what stops it. */
  subscribe(listener: () => void): () => void
}

/** An observable that its owner sets. */
export interface Cell<T> extends Observable<T> {
  /** Sets the value; a value that `isSame` as the present one keeps the present one and calls nobody. */
  set(value: T): void
}

/** A cell that starts with `value`. */
export function createCell<T>(value: T, isSame: (a: T, b: T) => boolean = Object.is): Cell<T> {
  const listeners = new Set<() => void>()
  let present = value
  return {
    get: () => present,
    set(next) {
      if (isSame(present, next)) return
      present = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** True for two plain objects whose own fields are identical values. */
export function isSameFields<T extends object>(a: T, b: T): boolean {
  const keys = Object.keys(a) as (keyof T)[]
  return keys.length === Object.keys(b).length && keys.every(key => Object.is(a[key], b[key]))
}
