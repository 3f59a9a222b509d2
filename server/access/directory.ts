import { ok, type Result, refuse } from '../../shared/base/result.ts'
import type { PersonRow } from '../store/access.ts'
import type { Store } from '../store/store.ts'

/** What stands in the records of meetings in place of the name of somebody who was removed. */
export const REMOVED_NAME = 'Someone who left'

/** Everybody whom the server knows, and what they may do on it. */
export interface Directory {
  list(): Promise<PersonRow[]>
  /** Gives or takes the rights of an admin; only colleagues have them, and the owner keeps theirs. */
  setAdmin(person: string, isAdmin: boolean): Promise<Result<PersonRow>>
  /**
   * Removes a person: name, address, roles, sessions and tokens are gone at once, links they made work no more, and
   * records of meetings name nobody in their place. What they wrote stays. The owner cannot be removed, so that there
   * is always somebody with all rights.
   */
  remove(person: string): Promise<Result<void>>
  /** Called when somebody's rights changed or they were removed, so that their sockets close (W5). */
  onChange(listener: (person: string) => void): void
}

const UNKNOWN = refuse('access/no-person', 'This server knows no such person. Load the page again.')
const OWNERS = refuse(
  'access/owner',
  'The owner of this server keeps all rights and cannot be removed: otherwise nobody could let people in again.',
)

export function createDirectory(store: Store, now: () => number): Directory {
  const listeners: ((person: string) => void)[] = []
  const tell = (person: string): void => {
    for (const listener of listeners) listener(person)
  }
  return {
    list: () => store.access.everybody(),
    async setAdmin(id, isAdmin) {
      const person = await store.access.person(id)
      if (!person) return UNKNOWN
      if (person.kind === 'owner') return OWNERS
      if (person.kind === 'guest') {
        return refuse(
          'access/guest',
          'A guest cannot be an admin. Let them sign in through the provider first.',
        )
      }
      const kind = isAdmin ? 'admin' : 'colleague'
      if (person.kind === kind) return ok(person)
      const changed = { ...person, kind } as const
      await store.access.savePerson(changed)
      tell(id)
      return ok(changed)
    },
    async remove(id) {
      const person = await store.access.person(id)
      if (!person) return UNKNOWN
      if (person.kind === 'owner') return OWNERS
      await store.access.removePerson(id, now())
      tell(id)
      await store.meetings.rename(id, REMOVED_NAME)
      return ok(undefined)
    },
    onChange(listener) {
      listeners.push(listener)
    },
  }
}
