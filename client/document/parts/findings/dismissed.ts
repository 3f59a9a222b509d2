/** The findings that this person has put aside in one document, kept on this device. */
export interface Dismissed {
  get(): ReadonlySet<string>
  add(key: string): void
  clear(): void
  subscribe(onChange: () => void): () => void
}

const open = new Map<string, Dismissed>()

/** The one store of a document. */
export function dismissedIn(postmortem: string): Dismissed {
  const known = open.get(postmortem)
  if (known) return known
  const store = openDismissed(`debrief/dismissed/${postmortem}`)
  open.set(postmortem, store)
  return store
}

function openDismissed(key: string): Dismissed {
  const listeners = new Set<() => void>()
  let keys: ReadonlySet<string> = read(key)
  const set = (next: ReadonlySet<string>): void => {
    keys = next
    try {
      localStorage.setItem(key, JSON.stringify([...next]))
    } catch {
      // A full or forbidden storage: it is forgotten with the page, and nothing else depends on it.
    }
    for (const listener of listeners) listener()
  }
  return {
    get: () => keys,
    add: finding => set(new Set([...keys, finding])),
    clear: () => set(new Set()),
    subscribe: onChange => {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}

function read(key: string): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return new Set(Array.isArray(stored) ? stored.filter(each => typeof each === 'string') : [])
  } catch {
    return new Set()
  }
}
