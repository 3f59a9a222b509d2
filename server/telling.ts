import type { MeetingAnswer } from '../shared/protocol/meetingApi.ts'
import type { Person } from '../shared/protocol/messages.ts'
import type { Room } from './room/api.ts'

/** After one change is told, the next is told this much later, ms, and each person there makes it later still. */
const PAUSE = 40
const PER_PERSON = 1.5

type Message = (person: Person) => MeetingAnswer

/**
 * Tells everybody in a room how things stand now. The first change leaves at once; of those that follow it closely only
 * the last is told, for it holds them all. Otherwise what is sent grows with the square of the people: each acts, and
 * each act is told to all.
 */
export class Telling {
  readonly #resting = new WeakMap<Room, { next: Message | null }>()

  tell(room: Room, message: Message): void {
    const resting = this.#resting.get(room)
    if (resting) resting.next = message
    else this.#tellNow(room, message)
  }

  #tellNow(room: Room, message: Message): void {
    room.sendMeeting(message)
    const resting = { next: null as Message | null }
    this.#resting.set(room, resting)
    setTimeout(
      () => {
        this.#resting.delete(room)
        if (resting.next) this.#tellNow(room, resting.next)
      },
      PAUSE + PER_PERSON * room.people().length,
    ).unref()
  }
}
