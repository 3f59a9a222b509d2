import * as Y from 'yjs'
import { isId } from '../../../shared/base/ids.ts'
import { ok, type Result, refuse } from '../../../shared/base/result.ts'
import { restorePostmortem } from '../../../shared/document/edit.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import { readPostmortem } from '../../../shared/document/read.ts'
import type { RestoredAnswer, VersionItem } from '../../../shared/protocol/historyApi.ts'
import { inPostmortem, json, type PostmortemAsk, type Route } from '../route.ts'

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
    const before = await room.value.saveVersion('Before a restore', actor.person.id)
    await room.value.edit(doc => restorePostmortem(doc, version.value), 'version restored')
    await access.audit(actor.person.id, 'postmortem/restored', row.id, { version: ask.params.version ?? '' })
    const answer: RestoredAnswer = { before }
    return json(answer)
  }),
]

/** Ids of people in what a version says of who it is by. */
const whoIn = (who: string): string[] => who.split(' ').filter(Boolean)

async function versionOf({ store, row, params }: PostmortemAsk): Promise<Result<Postmortem>> {
  const id = params.version ?? ''
  const state = isId(id) ? await store.versions.state(row.id, id) : null
  if (!state) {
    return refuse('version/not-found', 'There is no such version any more. The document is as it was.')
  }
  return ok(plainOf(state, row.id))
}

/** The plain values of a kept state (Yjs V2). */
export function plainOf(state: Uint8Array, id: string): Postmortem {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, state)
  const postmortem = readPostmortem(doc, id)
  doc.destroy()
  return postmortem
}
