import { SECOND } from '../../shared/base/time.ts'

const KIB = 1024
const MIB = 1024 * KIB

/** Bounds of the wire (W8, W9); tests and the bench may set their own. Sizes in bytes, durations in ms. */
export interface Limits {
  readonly syncFrame: number
  /** Of a step 2: all that a client wrote offline, and all that is deleted in the document. */
  readonly answerFrame: number
  /** Of the state vector of a step 1: ten bytes for each of the 20,000 client ids of a document, and room. */
  readonly question: number
  /** Of one client's awareness entry: frames that stock clients echo hold everybody's. */
  readonly awareness: number
  readonly command: number
  readonly framesPerSecond: number
  readonly frameBurst: number
  readonly socketsPerRoom: number
  /** Of them, viewers may take so many. */
  readonly viewersPerRoom: number
  /** Beyond {@link socketsPerRoom}, facilitators find a place on so many sockets. */
  readonly facilitatorPlaces: number
  readonly socketsPerPerson: number
  readonly documentWarning: number
  readonly documentReadOnly: number
  readonly unsent: number
  readonly pingEvery: number
  readonly silence: number
}

export const LIMITS: Limits = {
  syncFrame: MIB,
  answerFrame: 8 * MIB,
  question: 256 * KIB,
  awareness: 4 * KIB,
  command: 8 * KIB,
  framesPerSecond: 60,
  frameBurst: 120,
  socketsPerRoom: 300,
  viewersPerRoom: 200,
  facilitatorPlaces: 20,
  socketsPerPerson: 10,
  documentWarning: 2 * MIB,
  documentReadOnly: 10 * MIB,
  unsent: 8 * MIB,
  pingEvery: 25 * SECOND,
  silence: 60 * SECOND,
}
