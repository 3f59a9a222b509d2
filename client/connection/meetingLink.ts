import { randomId } from '../../shared/base/ids.ts'
import type { Result } from '../../shared/base/result.ts'
import type { MeetingCommand } from '../../shared/meeting/commands.ts'
import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'
import { type Api, UNREACHABLE } from './api.ts'
import { type Cell, createCell, type Observable } from './observable.ts'

/** The meeting as the server last told it, and the way to ask something of it. */
export interface MeetingLink {
  /** `undefined` until the server has said whether there is a meeting, null when there is none. */
  readonly answer: Observable<MeetingAnswer | null | undefined>
  /**
   * Gives a command against the state that this device shows now, so that a double click acts once (M2). A lost
   * answer is asked for again under the same key.
   */
  send(command: MeetingCommand): Promise<Result<MeetingAnswer>>
  /** Takes what a socket said; the first word on a new socket (`isFirst`) counts whatever its number. */
  hear(meeting: MeetingAnswer | null, isFirst: boolean): void
  /** Takes what a socket said has changed since it last spoke of the meeting. */
  hearChange(change: MeetingChange): void
}

type MeetingChange = Omit<MeetingAnswer, 'state'> & { readonly state: Partial<MeetingAnswer['state']> }

const PAUSES = [400, 1_500]

export function linkMeeting(api: Api, postmortem: string): MeetingLink {
  const answer: Cell<MeetingAnswer | null | undefined> = createCell<MeetingAnswer | null | undefined>(
    undefined,
  )
  const hear = (meeting: MeetingAnswer | null, isFirst: boolean): void => {
    const present = answer.get()
    if (isFirst || !meeting || !present || meeting.rev >= present.rev) answer.set(meeting)
  }
  /** The meeting as the socket told it: changes build on that, not on what a command was answered meanwhile. */
  let told: MeetingAnswer | null = null
  return {
    answer,
    hear(meeting, isFirst) {
      told = meeting
      hear(meeting, isFirst)
    },
    hearChange({ rev, epoch, serverNow, state }) {
      if (told === null) return
      told = { rev, epoch, serverNow, state: { ...told.state, ...state } }
      hear(told, false)
    },
    async send(command) {
      const idempotencyKey = randomId(bytes => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>), 24)
      const body = { command, expectedRev: answer.get()?.rev ?? 0, idempotencyKey }
      const path = `/api/postmortems/${encodeURIComponent(postmortem)}/meeting/commands`
      let result = await api.post<MeetingAnswer>(path, body)
      for (const pause of PAUSES) {
        if (result.ok || result.error.code !== UNREACHABLE) break
        await new Promise(resolve => setTimeout(resolve, pause))
        result = await api.post<MeetingAnswer>(path, body)
      }
      if (result.ok) hear(result.value, false)
      return result
    },
  }
}
