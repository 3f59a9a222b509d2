import type { Person } from '../../shared/protocol/messages.ts'
import { hasRole } from '../../shared/protocol/roles.ts'

/** Arrivals within this long, ms, are told together: a hundred who join at once make one message. */
const GATHER = 50

/** Who is connected, once per person however many tabs are open, with the strongest role they hold here. */
export class Roster {
  readonly #sessions: () => Iterable<{ readonly person: Person }>
  readonly #tell: (people: readonly Person[]) => void
  readonly #listeners = new Set<(people: readonly Person[]) => void>()
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(
    sessions: () => Iterable<{ readonly person: Person }>,
    tell: (people: readonly Person[]) => void,
  ) {
    this.#sessions = sessions
    this.#tell = tell
  }

  people(): readonly Person[] {
    const people = new Map<string, Person>()
    for (const { person } of this.#sessions()) {
      const other = people.get(person.id)
      if (!other || !hasRole(other.role, person.role)) people.set(person.id, person)
    }
    return [...people.values()]
  }

  onPeople(listener: (people: readonly Person[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Someone came or left. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      const people = this.people()
      this.#tell(people)
      for (const listener of this.#listeners) listener(people)
    }, GATHER)
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }
}
