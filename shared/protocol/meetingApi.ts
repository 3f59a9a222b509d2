import type { MeetingView } from '../meeting/view.ts'

/** What `GET /api/postmortems/:id/meeting` answers, and what every socket gets after each change. */
export interface MeetingAnswer {
  readonly rev: number
  /** Rises when the facilitator's role moves; commands of an older epoch are refused (M16). */
  readonly epoch: number
  readonly serverNow: number
  readonly state: MeetingView
}
