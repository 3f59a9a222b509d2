import type { Postmortem } from '../document/postmortem.ts'
import type { MeetingView } from '../meeting/view.ts'

/** What `GET /api/postmortems/:id/meeting` answers, and what every socket gets after each change. */
export interface MeetingAnswer {
  readonly rev: number
  /** Rises when the facilitator's role moves; commands of an older epoch are refused (M16). */
  readonly epoch: number
  readonly serverNow: number
  readonly state: MeetingView
}

/** What `GET /api/postmortems/:id/meeting/document?at=` answers: the text as it was at that instant (M20). */
export interface DocumentAtAnswer {
  /** When this text was kept, in server time: its newest change was committed by then. */
  readonly keptAt: number
  /** When the next change was kept, so that the text is good until then; null when none followed. */
  readonly until: number | null
  readonly postmortem: Postmortem
}
