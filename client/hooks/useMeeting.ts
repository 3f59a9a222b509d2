import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'
import type { Connection } from '../connection/connection.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/** The meeting as this person may see it, and the way to ask something of it. */
export interface Meeting {
  readonly answer: MeetingAnswer | null
  /** False until the server has said whether there is a meeting. */
  readonly isKnown: boolean
  /** Against the state that is shown now; adds the revision and the idempotency key (M2). */
  readonly send: Connection['meeting']['send']
}

export function useMeeting(): Meeting {
  const { meeting } = useConnection()
  const answer = useObservable(meeting.answer)
  return { answer: answer ?? null, isKnown: answer !== undefined, send: meeting.send }
}
