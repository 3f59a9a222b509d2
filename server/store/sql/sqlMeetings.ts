import type { Insertable, Kysely, Transaction } from 'kysely'
import { countIn, redactValue } from '../../../shared/document/redact.ts'
import type { EventLog, StoredEvent } from '../meetings.ts'
import type { Tables } from './tables.ts'

export class SqlMeetings implements EventLog {
  readonly #db: Kysely<Tables>
  readonly #afterPurge: () => Promise<void>

  constructor(db: Kysely<Tables>, afterPurge: () => Promise<void>) {
    this.#db = db
    this.#afterPurge = afterPurge
  }

  async append(
    postmortem: string,
    expectedSeq: number,
    events: readonly Omit<StoredEvent, 'seq'>[],
    purge: readonly string[],
  ): Promise<boolean> {
    if (events.length === 0) throw new Error('Nothing to append')
    const rows = events.map((event, at) => ({
      postmortem,
      seq: expectedSeq + 1 + at,
      kind: event.kind,
      private: event.private ? 1 : 0,
      data: JSON.stringify(event.data),
    }))
    const won = await this.#db
      .transaction()
      .execute(tx => appendAll(tx, postmortem, expectedSeq, rows, purge))
      .catch((reason: unknown) => {
        if (reason instanceof PlaceTaken) return false
        throw reason
      })
    if (won && purge.length > 0) await this.#afterPurge()
    return won
  }

  async read(postmortem: string): Promise<StoredEvent[]> {
    const rows = await this.#db
      .selectFrom('meetingEvents')
      .select(['seq', 'kind', 'private', 'data'])
      .where('postmortem', '=', postmortem)
      .orderBy('seq')
      .execute()
    return rows.map(row => ({ ...row, private: row.private === 1, data: JSON.parse(row.data) as unknown }))
  }

  async redact(postmortem: string, text: string): Promise<number> {
    const changed = (await this.read(postmortem)).filter(({ data }) => countIn(data, text) > 0)
    await this.#db.transaction().execute(async tx => {
      for (const { seq, data } of changed) {
        await tx
          .updateTable('meetingEvents')
          .set({ data: JSON.stringify(redactValue(data, text)) })
          .where('postmortem', '=', postmortem)
          .where('seq', '=', seq)
          .execute()
      }
    })
    if (changed.length > 0) await this.#afterPurge()
    return changed.length
  }

  async rename(person: string, name: string): Promise<void> {
    const rows = await this.#db
      .selectFrom('meetingEvents')
      .select(['postmortem', 'seq', 'data'])
      .where('data', 'like', `%"id":${JSON.stringify(person)}%`)
      .execute()
    for (const { postmortem, seq, data } of rows) {
      await this.#db
        .updateTable('meetingEvents')
        .set({ data: JSON.stringify(renamed(JSON.parse(data), person, name)) })
        .where('postmortem', '=', postmortem)
        .where('seq', '=', seq)
        .execute()
    }
    if (rows.length > 0) await this.#afterPurge()
  }
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

async function appendAll(
  tx: Transaction<Tables>,
  postmortem: string,
  expectedSeq: number,
  rows: readonly Insertable<Tables['meetingEvents']>[],
  purge: readonly string[],
): Promise<boolean> {
  const last = await tx
    .selectFrom('meetingEvents')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('postmortem', '=', postmortem)
    .executeTakeFirst()
  if ((last?.seq ?? 0) !== expectedSeq) return false
  const added = await tx
    .insertInto('meetingEvents')
    .values(rows)
    .onConflict(conflict => conflict.columns(['postmortem', 'seq']).doNothing())
    .returning('seq')
    .execute()
  if (added.length < rows.length) throw new PlaceTaken()
  if (purge.length > 0) {
    await tx
      .deleteFrom('meetingEvents')
      .where('postmortem', '=', postmortem)
      .where('private', '=', 1)
      .where('kind', 'in', purge)
      .execute()
  }
  return true
}
