import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import { countIn, redactValue } from '../../../shared/document/redact.ts'
import type { EventLog, StoredEvent } from '../meetings.ts'
import { hide, type MeetingKeys, type Place, reveal } from './meetingKeys.ts'
import type { Tables } from './tables.ts'

/** An event with what opens it: null for plain data, and where there is no key or another secret wrapped it. */
type Opened = StoredEvent & { readonly place: Place; readonly key: Uint8Array | null }

export class SqlMeetings implements EventLog {
  readonly #db: Kysely<Tables>
  readonly #afterPurge: () => Promise<void>
  readonly #keys: MeetingKeys

  constructor(db: Kysely<Tables>, afterPurge: () => Promise<void>, keys: MeetingKeys) {
    this.#db = db
    this.#afterPurge = afterPurge
    this.#keys = keys
  }

  async append(
    postmortem: string,
    expectedSeq: number,
    events: readonly Omit<StoredEvent, 'seq'>[],
    purge: readonly string[],
  ): Promise<boolean> {
    if (events.length === 0) throw new Error('Nothing to append')
    const won = await this.#db
      .transaction()
      .execute(async tx => {
        if ((await lastSeq(tx, postmortem)) !== expectedSeq) return false
        const rows: Insertable<Tables['meetingEvents']>[] = []
        for (const [at, event] of events.entries()) {
          const place = { postmortem, seq: expectedSeq + 1 + at, kind: event.kind }
          const key = event.private ? await this.#keyFor(tx, place) : null
          rows.push({ ...place, private: event.private ? 1 : 0, ...written(place, key, event.data) })
        }
        await insertAll(tx, rows)
        await purgeKinds(tx, postmortem, purge)
        return true
      })
      .catch((reason: unknown) => {
        if (reason instanceof PlaceTaken) return false
        throw reason
      })
    if (won && purge.length > 0) await this.#afterPurge()
    return won
  }

  async read(postmortem: string): Promise<StoredEvent[]> {
    const rows = await this.#opened(this.#db, postmortem)
    return rows.map(({ seq, kind, private: isPrivate, data }) => ({ seq, kind, private: isPrivate, data }))
  }

  async redact(postmortem: string, text: string): Promise<number> {
    const changed = await this.#db.transaction().execute(async tx => {
      const found = (await this.#opened(tx, postmortem)).filter(({ data }) => countIn(data, text) > 0)
      for (const event of found) await replace(tx, event, redactValue(event.data, text))
      return found.length
    })
    if (changed > 0) await this.#afterPurge()
    return changed
  }

  async rename(person: string, name: string): Promise<void> {
    const changed = await this.#db.transaction().execute(async tx => {
      const rows = await eventsWithKeys(tx)
        .where(where =>
          where.or([
            where('event.data', 'like', `%"id":${JSON.stringify(person)}%`),
            // What is encrypted is looked through: there is little of it, as it goes when it is settled.
            where('event.encrypted', '=', 1),
          ]),
        )
        .execute()
      const found = this.#open(rows)
        .map(event => ({ event, data: renamed(event.data, person, name) }))
        .filter(({ event, data }) => JSON.stringify(data) !== JSON.stringify(event.data))
      for (const { event, data } of found) await replace(tx, event, data)
      return found.length
    })
    if (changed > 0) await this.#afterPurge()
  }

  async lastOf(kinds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#db
      .selectFrom('meetingEvents')
      .select(['postmortem', 'kind'])
      .where('kind', 'in', [...kinds])
      .orderBy('seq')
      .execute()
    return new Map(rows.map(({ postmortem, kind }) => [postmortem, kind]))
  }

  unopened(): Promise<readonly string[]> {
    return this.#keys.unopened(this.#db)
  }

  async #opened(db: Kysely<Tables>, postmortem: string): Promise<Opened[]> {
    const rows = await eventsWithKeys(db)
      .where('event.postmortem', '=', postmortem)
      .orderBy('event.seq')
      .execute()
    return this.#open(rows)
  }

  #open(rows: readonly WithKey[]): Opened[] {
    const keys = new Map<string, Uint8Array | null>()
    const keyOf = ({ postmortem, kind, wrapped }: WithKey): Uint8Array | null => {
      if (wrapped === null) return null
      const known = keys.get(wrapped)
      if (known !== undefined) return known
      const key = this.#keys.unwrap({ postmortem, kind, wrapped })
      keys.set(wrapped, key)
      return key
    }
    return rows.map(row => {
      const { postmortem, seq, kind } = row
      const place = { postmortem, seq, kind }
      const key = row.encrypted === 1 ? keyOf(row) : null
      const data =
        row.encrypted === 0 ? (JSON.parse(row.data) as unknown) : key && reveal(key, place, row.data)
      return { seq, kind, private: row.private === 1, data, place, key }
    })
  }

  /** The key of this kind in this meeting, made and stored when there is none. Throws when it does not open. */
  async #keyFor(tx: Transaction<Tables>, { postmortem, kind }: Place): Promise<Uint8Array> {
    const made = this.#keys.make(postmortem, kind)
    // Of two nodes that make one at once, one waits here, and loses the place of its event afterwards.
    await tx
      .insertInto('meetingKeys')
      .values(made)
      .onConflict(conflict => conflict.columns(['postmortem', 'kind']).doNothing())
      .execute()
    const stored = await tx
      .selectFrom('meetingKeys')
      .selectAll()
      .where('postmortem', '=', postmortem)
      .where('kind', '=', kind)
      .executeTakeFirst()
    const key = stored ? this.#keys.unwrap(stored) : null
    if (!key) throw new Error(`What meeting ${postmortem} keeps of ${kind} was closed with another secret.`)
    return key
  }
}

/** Events with their keys, both as of one instant: a key that went meanwhile went with its events. */
const eventsWithKeys = (db: Kysely<Tables>) =>
  db
    .selectFrom('meetingEvents as event')
    .leftJoin('meetingKeys as key', join =>
      join.onRef('key.postmortem', '=', 'event.postmortem').onRef('key.kind', '=', 'event.kind'),
    )
    .selectAll('event')
    .select('key.wrapped')

type WithKey = Selectable<Tables['meetingEvents']> & { readonly wrapped: string | null }

/** Data as its column holds it. */
const written = (place: Place, key: Uint8Array | null, data: unknown): { data: string; encrypted: number } =>
  key ? { data: hide(key, place, data), encrypted: 1 } : { data: JSON.stringify(data), encrypted: 0 }

async function replace(tx: Transaction<Tables>, { place, key }: Opened, data: unknown): Promise<void> {
  await tx
    .updateTable('meetingEvents')
    .set(written(place, key, data))
    .where('postmortem', '=', place.postmortem)
    .where('seq', '=', place.seq)
    .execute()
}

/** The value with the name of this person replaced wherever it stands beside their id. */
function renamed(value: unknown, person: string, name: string): unknown {
  if (Array.isArray(value)) return value.map(part => renamed(part, person, name))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, part]) => [key, renamed(part, person, name)])
  const copy = Object.fromEntries(entries) as Record<string, unknown>
  return copy.id === person && typeof copy.name === 'string' ? { ...copy, name } : copy
}

/** Thrown to roll the transaction back: another node took one of the places after we looked. */
class PlaceTaken extends Error {}

async function lastSeq(tx: Transaction<Tables>, postmortem: string): Promise<number> {
  const last = await tx
    .selectFrom('meetingEvents')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('postmortem', '=', postmortem)
    .executeTakeFirst()
  return last?.seq ?? 0
}

async function insertAll(
  tx: Transaction<Tables>,
  rows: readonly Insertable<Tables['meetingEvents']>[],
): Promise<void> {
  const added = await tx
    .insertInto('meetingEvents')
    .values(rows)
    .onConflict(conflict => conflict.columns(['postmortem', 'seq']).doNothing())
    .returning('seq')
    .execute()
  if (added.length < rows.length) throw new PlaceTaken()
}

/** Removes the private events of these kinds and what opened them. */
async function purgeKinds(
  tx: Transaction<Tables>,
  postmortem: string,
  kinds: readonly string[],
): Promise<void> {
  if (kinds.length === 0) return
  await tx
    .deleteFrom('meetingEvents')
    .where('postmortem', '=', postmortem)
    .where('private', '=', 1)
    .where('kind', 'in', kinds)
    .execute()
  await tx.deleteFrom('meetingKeys').where('postmortem', '=', postmortem).where('kind', 'in', kinds).execute()
}
