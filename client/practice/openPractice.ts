import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { ok, type Result, refuse } from '../../shared/base/result.ts'
import { createPostmortemReader, type PostmortemReader } from '../../shared/document/reader.ts'
import { seedUpdateFrom } from '../../shared/document/seed.ts'
import { examplePostmortem } from '../../shared/example/examplePostmortem.ts'
import type { StepRequest } from '../../shared/meeting/commands.ts'
import type { Actor } from '../../shared/meeting/events.ts'
import type { AuthorAnswer } from '../../shared/protocol/commentApi.ts'
import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'
import type { Person } from '../../shared/protocol/messages.ts'
import { answerHere } from '../connection/api.ts'
import { type Connection, undoOf } from '../connection/connection.ts'
import { createCell } from '../connection/observable.ts'
import { COLLEAGUES, Colleagues } from './colleagues.ts'
import { PracticeMeeting } from './practiceMeeting.ts'

/** By which the screens know that nothing here is on any server. */
export const PRACTICE = 'practice'
/** The clock of a practice meeting runs so many times as fast. */
const SPEED = 2
/** How often the colleagues look whether it is their turn, ms. */
const BEAT = 250

/** 24 minutes, in twelve. */
const AGENDA: readonly StepRequest[] = [
  { kind: 'opening', minutes: 2 },
  { kind: 'timeline', minutes: 6 },
  { kind: 'brainstorm', minutes: 3 },
  { kind: 'group', minutes: 4 },
  { kind: 'vote', minutes: 2 },
  { kind: 'actions', minutes: 4 },
  { kind: 'learn', minutes: 2 },
  { kind: 'close', minutes: 1 },
]

const COLOURS = ['#0f766e', '#9d174d', '#1d4ed8', '#b45309']

/** A meeting that lives in this page alone, with the connection that its screens read it through. */
export interface Practice {
  readonly connection: Connection
  readonly meeting: PracticeMeeting
  readonly reader: PostmortemReader
}

/** Opens a practice meeting for a facilitator of this name; nothing of it is stored, sent or counted. */
export function openPractice(name: string): Practice {
  const you: Actor = { id: 'practice-you', name, role: 'facilitator' }
  const doc = new Y.Doc()
  const theirs = new Y.Doc()
  const join = (from: Y.Doc, to: Y.Doc): void => {
    from.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== to) Y.applyUpdate(to, update, from)
    })
  }
  join(theirs, doc)
  join(doc, theirs)
  Y.applyUpdate(theirs, seedUpdateFrom({ ...examplePostmortem(), comments: [] }))
  const reader = createPostmortemReader(doc, PRACTICE)
  // It never connects: what draws carets wants one.
  const provider = new WebsocketProvider('ws://localhost', PRACTICE, doc, { connect: false, disableBc: true })

  const began = performance.now()
  const start = Date.now()
  const now = (): number => Math.round(start + SPEED * (performance.now() - began))
  const answer = createCell<MeetingAnswer | null | undefined>(null)
  const people = createCell<readonly Person[]>([])
  const tell = (): void => {
    answer.set(meeting.answerFor(you))
    const here = [you, ...COLLEAGUES].filter(({ id }) => meeting.present.has(id))
    people.set(here.map((person, at) => ({ ...person, colour: COLOURS[at] ?? '#475569' })))
  }
  const meeting: PracticeMeeting = new PracticeMeeting(theirs, reader, now, tell)
  meeting.join(you)
  meeting.give(you, { type: 'openMeeting', agenda: AGENDA })
  for (const person of COLLEAGUES.slice(0, 2)) meeting.join(person)

  const colleagues = new Colleagues()
  const timer = setInterval(
    () => colleagues.act({ meeting, doc: theirs, postmortem: reader.read(), now: now() }),
    BEAT,
  )
  // The exit conditions and the coverage follow the document.
  doc.on('update', tell)
  const stop = answerHere(`/api/postmortems/${PRACTICE}/`, path => answerOf(path, reader))

  const connection: Connection = {
    postmortem: PRACTICE,
    doc,
    awareness: provider.awareness,
    undo: undoOf(doc),
    provider,
    status: createCell({ kind: 'online' as const, reason: null, hasDocument: true, wasIn: true }),
    saved: createCell({ kind: 'saved' as const, waiting: 0, kept: false }),
    people,
    me: createCell<Person | null>({ ...you, colour: COLOURS[0] ?? '' }),
    canEdit: createCell(true),
    size: createCell(0),
    meanwhile: createCell(null),
    dismissMeanwhile() {},
    withheld: createCell(''),
    dismissWithheld() {},
    knownRemovals: () => 0,
    meeting: { answer, send: async command => meeting.give(you, command) },
    clock: { now },
    isLocal: true,
    close() {
      clearInterval(timer)
      stop()
      provider.destroy()
      doc.destroy()
      theirs.destroy()
    },
  }
  return { connection, meeting, reader }
}

/** What the server would answer about the practice meeting, as far as its screens ask. */
function answerOf(path: string, reader: PostmortemReader): Result<unknown> {
  if (path.endsWith('/authors'))
    return ok(
      reader
        .read()
        .comments.flatMap(({ comments }) =>
          comments.map(({ author }): AuthorAnswer => ({ ...author, person: `practice ${author.name}` })),
        ),
    )
  if (path.endsWith('/people')) return ok([])
  return refuse('practice/none', 'This is not part of the practice meeting.')
}
