import { isId } from '../../../shared/base/ids.ts'
import { type Result, refuse } from '../../../shared/base/result.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import { restorePostmortem } from '../../../shared/document/restore.ts'
import type { RestoredAnswer, VersionItem } from '../../../shared/protocol/historyApi.ts'
import type { Room } from '../../room/api.ts'
import { askerOf, inPostmortem, json, type PostmortemAsk, type Route } from '../route.ts'

/** Earlier states of a document: listed, read and restored (D9). */
export const versionRoutes: readonly Route[] = [
  inPostmortem('readHistory', 'get', '/versions', async ({ store, row }) => {
    const versions = await store.versions.list(row.id)
    const ids = [...new Set(versions.flatMap(({ who }) => whoIn(who)))]
    const known = await Promise.all(ids.map(id => store.access.person(id)))
    const names = new Map(known.flatMap(person => (person ? [[person.id, person.name]] : [])))
    const items: VersionItem[] = versions.map(({ id, at, reason, who }) => ({
      id,
      at,
      reason,
      people: whoIn(who).map(person => ({ id: person, name: names.get(person) ?? '' })),
    }))
    return json(items)
  }),

  inPostmortem('readHistory', 'get', '/versions/:version', async ask => {
    const version = await versionOf(ask)
    return version.ok ? json(version.value) : version
  }),

  inPostmortem('edit', 'post', '/versions/:version/restore', async ask => {
    const version = await versionOf(ask)
    if (!version.ok) return version
    const { rooms, row, actor, access } = ask
    const room = await rooms.open(row.id)
    if (!room.ok) return room
    const before = await restore(room.value, version.value, actor.person.id)
    await access.audit(actor.person.id, 'postmortem/restored', row.id, { version: ask.params.version ?? '' })
    const answer: RestoredAnswer = { before }
    return json(answer)
  }),
]

/**
 * Keeps what stands there as a version, and only then brings the other one back. What came in while it was being kept
 * is kept as well, in the very instant of the restore. Resolves to the id of the version that holds everything.
 */
async function restore(room: Room, version: Postmortem, who: string): Promise<string> {
  const then = room.encode()
  const before = await room.saveVersion('Before a restore', who)
  let late: Promise<string> | null = null
  await room.edit(doc => {
    if (!isSame(room.encode(), then)) late = room.saveVersion('Before a restore', who)
    restorePostmortem(doc, version)
  }, 'version restored')
  return (await late) ?? before
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at])

/** Ids of people in what a version says of who it is by. */
const whoIn = (who: string): string[] => who.split(' ').filter(Boolean)

async function versionOf(ask: PostmortemAsk): Promise<Result<Postmortem>> {
  const { store, row, params, work } = ask
  const id = params.version ?? ''
  const state = isId(id) ? await store.versions.state(row.id, id) : null
  if (!state) {
    return refuse('version/not-found', 'There is no such version any more. The document is as it was.')
  }
  return work.run('readState', { state, id: row.id }, askerOf(ask))
}
