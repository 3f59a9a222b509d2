import * as Y from 'yjs'
import { Turns } from '../../shared/base/turns.ts'
import { readPostmortem } from '../../shared/document/read.ts'
import { countIn, redactDocument } from '../../shared/document/redact.ts'
import type { RedactionAnswer } from '../../shared/protocol/historyApi.ts'
import type { Library } from '../library/library.ts'
import type { MeetingService } from '../meeting/meetingService.ts'
import type { Room } from '../room/api.ts'
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
  // What is private until it is settled is not counted: a count would tell what stands in hidden cards, and whose.
  const events = (await store.meetings.read(room.id)).filter(event => !event.private)
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
  readonly library: Library
  readonly meetings: MeetingService
}

/**
 * Removes a text for good (D10): from the document of everybody there, the meeting's events, the index, the log, the
 * snapshots, and every version, which stays with the rest of its words. Whoever is interrupted in between asks again:
 * what is done twice changes nothing. Backups made before are out of its reach.
 */
export async function redactText(
  { library, meetings }: RedactionParts,
  room: Room,
  text: string,
  who: string,
): Promise<void> {
  await turns.take(room.id, async () => {
    await room.edit(doc => redactDocument(doc, text), 'text redacted')
    await meetings.redact(room.id, text)
    // The index is read anew before the history goes: what makes deleted bytes unreadable comes last.
    await library.list()
    await room.purgeHistory(state => withoutText(state, text))
    await room.saveVersion('After a redaction', who)
  })
}

/** Redactions of one postmortem take effect one after the other. */
const turns = new Turns()

function withoutText(state: Uint8Array, text: string): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, state)
  redactDocument(doc, text)
  const clean = Y.encodeStateAsUpdateV2(doc)
  doc.destroy()
  return clean
}
