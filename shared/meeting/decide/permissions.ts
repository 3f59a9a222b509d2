import type { CommandType } from '../commands.ts'
import type { MeetingStatus } from '../state.ts'

/** Who may give a command, weakest last; `present` is anybody who may see the meeting. */
export type Giver = 'facilitator' | 'participant' | 'present'

interface Permission {
  readonly who: Giver
  readonly when: readonly MeetingStatus[]
}

const may = (who: Giver, ...when: readonly MeetingStatus[]): Permission => ({ who, when })

/** Who may give which command, and in which state of the meeting (M1). */
export const PERMISSIONS: Readonly<Record<CommandType, Permission>> = {
  openMeeting: may('facilitator', 'lobby'),
  startMeeting: may('facilitator', 'lobby'),
  endMeeting: may('facilitator', 'running'),
  reopenMeeting: may('facilitator', 'ended'),
  advanceStep: may('facilitator', 'running'),
  returnToStep: may('facilitator', 'running'),
  undoAdvance: may('facilitator', 'running'),
  pauseTimer: may('facilitator', 'running'),
  resumeTimer: may('facilitator', 'running'),
  rebalance: may('facilitator', 'running'),
  extendTimer: may('facilitator', 'running'),
  takeBreak: may('facilitator', 'running'),
  borrowMinutes: may('facilitator', 'running'),
  acknowledgeTone: may('facilitator', 'running'),
  confirmTimeline: may('facilitator', 'running'),
  recordEarlierAction: may('facilitator', 'lobby', 'running'),
  setPublishingDate: may('facilitator', 'lobby', 'running'),
  spotlight: may('facilitator', 'lobby', 'running'),
  showOnStage: may('facilitator', 'running'),
  raiseHand: may('present', 'lobby', 'running'),
  lowerHand: may('present', 'lobby', 'running'),
  callOn: may('facilitator', 'lobby', 'running'),
  moveHand: may('facilitator', 'lobby', 'running'),
  clearHands: may('facilitator', 'lobby', 'running'),
  submitCard: may('participant', 'lobby', 'running'),
  editCard: may('participant', 'lobby', 'running'),
  withdrawCard: may('participant', 'lobby', 'running'),
  passBrainstorm: may('participant', 'lobby', 'running'),
  revealCards: may('facilitator', 'running'),
  openVote: may('facilitator', 'running'),
  closeVote: may('facilitator', 'running'),
  keepChoice: may('facilitator', 'running'),
  castVote: may('participant', 'running'),
  sayPace: may('participant', 'running'),
  commentUnsigned: may('participant', 'running'),
  park: may('participant', 'lobby', 'running'),
  unpark: may('facilitator', 'lobby', 'running'),
  acceptAction: may('participant', 'running'),
  recordLearning: may('participant', 'running'),
  passLearning: may('participant', 'running'),
  answerClosing: may('participant', 'running'),
  assignDuty: may('facilitator', 'lobby', 'running'),
  handOver: may('facilitator', 'lobby', 'running'),
  claimFacilitation: may('participant', 'lobby', 'running'),
  lockFacilitation: may('facilitator', 'lobby', 'running'),
  finishStep: may('participant', 'running'),
  unfinishStep: may('participant', 'running'),
}
