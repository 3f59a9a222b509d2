import { webcrypto } from 'node:crypto'
import type { Logger } from 'pino'
import { insertCards, insertComments, writeOutcome } from '../shared/document/meetingEdits.ts'
import type { Actor } from '../shared/meeting/events.ts'
import type { Access } from './access/access.ts'
import { goOnFrom, now } from './clock.ts'
import { earlierActions } from './library/earlierActions.ts'
import type { Library } from './library/library.ts'
import { MeetingService } from './meeting/meetingService.ts'
import type { MeetingChange } from './meeting/ports.ts'
import type { Room, Rooms } from './room/api.ts'
import type { Store } from './store/store.ts'
import { Telling } from './telling.ts'

export interface MeetingParts {
  readonly store: Store
  readonly rooms: Rooms
  readonly access: Access
  readonly library: Library
  readonly logger: Logger
}

/** The meetings, joined to the rooms: who is there comes in, what each may see goes out on their sockets. */
export function openMeetings({ store, rooms, access, library, logger }: MeetingParts): MeetingService {
  const roomOf = async (postmortem: string): Promise<Room> => {
    const room = await rooms.open(postmortem)
    if (!room.ok) throw new Error(`${postmortem}: ${room.error.code}`)
    return room.value
  }
  const onError = (postmortem: string, err: unknown): void =>
    logger.error({ err, room: postmortem }, 'the meeting could not do something, and tries again')

  const meetings = new MeetingService({
    log: store.meetings,
    now,
    goOnFrom,
    random: bytes => webcrypto.getRandomValues(bytes),
    schedule: (delayMs, run) => {
      const timer = setTimeout(run, delayMs).unref()
      return () => clearTimeout(timer)
    },
    facts: async postmortem => (await roomOf(postmortem)).read(),
    // A moment behind is soon enough: no command waits for the index of other rooms.
    earlierActions: async postmortem => earlierActions(library.known(), postmortem),
    member: (postmortem, person) => memberOf(store, access, postmortem, person),
    insertCards: async (postmortem, cards) =>
      (await roomOf(postmortem)).edit(doc => insertCards(doc, cards), 'cards revealed'),
    insertComments: async (postmortem, comments) =>
      (await roomOf(postmortem)).edit(doc => insertComments(doc, comments, now()), 'unsigned comments'),
    writeOutcome: async (postmortem, outcome) =>
      (await roomOf(postmortem)).edit(doc => writeOutcome(doc, outcome), 'outcome of the meeting'),
    onError,
  })

  access.roles.onChange((postmortem, person, role) => {
    meetings.roleChanged(postmortem, person, role).catch(error => onError(postmortem, error))
  })

  const telling = new Telling()
  const attended = new WeakSet<Room>()
  rooms.onJoin((room, person, sayMeeting) => {
    if (!attended.has(room)) {
      attended.add(room)
      room.onPeople(people => meetings.presence(room.id, people))
      meetings.presence(room.id, room.people())
    }
    meetings.answer(room.id, person).then(sayMeeting, error => onError(room.id, error))
  })
  meetings.onChange(change => {
    letIn(store, access, change).catch(error => onError(change.postmortem, error))
    const room = rooms.list().find(({ id }) => id === change.postmortem)
    if (room) telling.tell(room, change.answerFor)
    const reason = versionReason(change)
    if (reason !== null) room?.saveVersion(reason, '').catch(error => onError(room.id, error))
  })
  return meetings
}

/** People are let in by a link from the opening of a meeting until its end, unless a facilitator ends that before. */
async function letIn(
  { access: people }: Store,
  { joinLinks, audit }: Access,
  { postmortem, events }: MeetingChange,
): Promise<void> {
  for (const event of events) {
    if (event.type === 'meetingEnded') await joinLinks.close(postmortem)
    const person = event.type === 'meetingOpened' ? await people.person(event.by.id) : null
    if (!person || event.type !== 'meetingOpened') continue
    const opened = await joinLinks.open({ person, role: event.by.role }, postmortem)
    if (opened.ok) await audit(person.id, 'joinLink/opened', postmortem)
  }
}

const NOBODY: Actor = { id: '', name: '', role: 'viewer' }

/** Why the document is kept as it is after this change: a step of the meeting begins or ends (D9); else null. */
function versionReason({ events, answerFor }: MeetingChange): string | null {
  for (const event of events) {
    if (event.type === 'meetingStarted') return 'Before the meeting'
    if (event.type === 'meetingEnded') return 'End of the meeting'
    if (event.type === 'stepAdvanced') return `After ${answerFor(NOBODY).state.steps[event.from]?.title}`
  }
  return null
}

async function memberOf(
  { access: people, postmortems }: Store,
  { roles }: Access,
  postmortem: string,
  id: string,
): Promise<Actor | null> {
  const [person, row] = await Promise.all([people.person(id), postmortems.get(postmortem)])
  const role = person && row && (await roles.roleIn(person, row))
  return role ? { id, name: person.name, role } : null
}
