import * as Y from 'yjs'
import { readPostmortem } from '../../shared/document/read.ts'
import { countIn, redactDocument } from '../../shared/document/redact.ts'
import type { RedactionAnswer } from '../../shared/protocol/historyApi.ts'
import type { Library } from '../library/library.ts'
import type { MeetingService } from '../meeting/meetingService.ts'
import type { Room } from '../room/api.ts'
import type { VersionRow } from '../store/postmortems.ts'
import type { Store } from '../store/store.ts'

/** Where a text stands in everything that is kept of a postmortem. */
export async function findText(
  store: Store,
  room: Room,
  text: string,
): Promise<Omit<RedactionAnswer, 'done'>> {
  const counts = Object.entries(room.read()).map(([part, value]) => [part, countIn(value, text)] as const)
  const document = Object.fromEntries(counts.filter(([part, count]) => count > 0 && part !== 'id'))
  let versions = 0
  for (const { id } of await store.versions.list(room.id)) {
    const state = await store.versions.state(room.id, id)
    if (state && holds(state, room.id, text)) versions++
  }
  const events = await store.meetings.read(room.id)
  return {
    document,
    versions,
    meeting: countIn(
      events.map(({ data }) => data),
      text,
    ),
  }
}

function holds(state: Uint8Array, id: string, text: string): boolean {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, state)
  const count = countIn(readPostmortem(doc, id), text)
  doc.destroy()
  return count > 0
}

export interface RedactionParts {
  readonly store: Store
  readonly library: Library
  readonly meetings: MeetingService
}

/**
 * Removes a text for good (D10): from the document of everybody there, the meeting's events, the index, the log, the
 * snapshots, and every version, which stays with the rest of its words. Whoever is interrupted in between asks again:
 * what is done twice changes nothing. Backups made before are out of its reach.
 */
export async function redactText(
  { store, library, meetings }: RedactionParts,
  room: Room,
  text: string,
  who: string,
): Promise<void> {
  await room.edit(doc => redactDocument(doc, text), 'text redacted')
  await meetings.redact(room.id, text)
  const versions = await versionsWithout(store, room.id, text)
  // The index is read anew before the history goes: what makes deleted bytes unreadable comes last.
  await library.list()
  await room.purgeHistory()
  for (const { version, state } of versions) await store.versions.add(version, state)
  await room.saveVersion('After a redaction', who)
}

/** The versions of a postmortem as they are without the text, the oldest first. */
async function versionsWithout(
  store: Store,
  id: string,
  text: string,
): Promise<{ readonly version: VersionRow; readonly state: Uint8Array }[]> {
  const kept: { version: VersionRow; state: Uint8Array }[] = []
  for (const version of await store.versions.list(id)) {
    const state = await store.versions.state(id, version.id)
    if (!state) continue
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, state)
    redactDocument(doc, text)
    kept.unshift({ version, state: Y.encodeStateAsUpdateV2(doc) })
    doc.destroy()
  }
  return kept
}
