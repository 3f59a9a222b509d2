import { CLOSE } from '../../shared/protocol/closeCodes.ts'

/** How this device stands to the server, for one document. */
export interface Status {
  /** `connecting` until the first attempt has ended; `closed` when trying again would not help. */
  readonly kind: 'connecting' | 'online' | 'offline' | 'closed'
  /** Why it is closed; null otherwise. */
  readonly reason: ClosedReason | null
  /** The document can be shown: the server sent it, or this device had kept it. */
  readonly hasDocument: boolean
  /** The server let this page in before, so that a refusal means that something changed. */
  readonly wasIn: boolean
}

export type ClosedReason =
  | 'notSignedIn'
  | 'noAccess'
  | 'notFound'
  | 'otherSchema'
  | 'refusedUpdate'
  | 'outsideSchema'
  | 'tooLargeChange'
  | 'otherPerson'

/** Why the server closed for good, from a socket's close code; null when trying again may help (W1). */
export function closedReason(code: number): ClosedReason | null {
  switch (code) {
    case CLOSE.notSignedIn:
      return 'notSignedIn'
    case CLOSE.noAccess:
      return 'noAccess'
    case CLOSE.notFound:
      return 'notFound'
    case CLOSE.refusedUpdate:
      return 'refusedUpdate'
    case CLOSE.outsideSchema:
      return 'outsideSchema'
    default:
      return code >= 4400 && code < 4500 ? 'otherSchema' : null
  }
}

/** Whether what was changed here is safe on the server (P3). */
export interface Saved {
  readonly kind: SavedKind
  /** Changes that the server has not confirmed as committed. */
  readonly waiting: number
  /** This device keeps them through a reload. */
  readonly kept: boolean
}
export type SavedKind = 'saved' | 'saving' | 'offline' | 'failing' | 'refused' | 'readOnly'

/** The saved state from what is known; never `saved` unless the server has confirmed everything on this socket. */
export function savedOf(known: {
  readonly status: Status
  readonly mayEdit: boolean
  readonly failing: boolean
  /** The server told on this socket that it cannot take something. */
  readonly refused: boolean
  readonly waiting: number
  readonly kept: boolean
}): Saved {
  const { status, waiting, kept } = known
  const kind = (): SavedKind => {
    if (status.kind === 'offline') return 'offline'
    if (!known.mayEdit && status.kind === 'online') return 'readOnly'
    if (status.kind === 'closed') return waiting > 0 ? 'offline' : 'readOnly'
    if (known.failing) return 'failing'
    if (known.refused && waiting > 0) return 'refused'
    return waiting > 0 || status.kind === 'connecting' ? 'saving' : 'saved'
  }
  return { kind: kind(), waiting, kept }
}
