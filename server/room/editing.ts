import { MINUTE } from '../../shared/base/time.ts'

/** A version is kept for every stretch of editing this long (D9). */
const VERSION_EVERY = 15 * MINUTE

/** What was edited since the last version, and by whom. Cards are put in by the server and name nobody (M11). */
export class Editing {
  #since: number | null = null
  readonly #people = new Set<string>()

  /** An edit at `at`; `person` is null when the server made it. */
  note(at: number, person: string | null): void {
    this.#since ??= at
    if (person !== null) this.#people.add(person)
  }

  /** True when a version is due for what was edited. */
  isDue(at: number): boolean {
    return this.#since !== null && at - this.#since >= VERSION_EVERY
  }

  /** Begins anew; answers the ids of who edited, apart by spaces. */
  take(): string {
    const people = [...this.#people].join(' ')
    this.#since = null
    this.#people.clear()
    return people
  }
}
