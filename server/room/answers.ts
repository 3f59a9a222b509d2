import type { LiveDocument } from './liveDocument.ts'
import type { Session } from './session.ts'

/** A joiner waits this long, ms, for a server edit that is not committed yet. */
const EDIT_PATIENCE = 2_000

/**
 * Answers questions for the state. A server edit that a crash takes back must have reached nobody, since the command it
 * belongs to is lost as well: while one waits for its commit (`pending`) the answer waits for it.
 */
export function answerTo(
  session: Session,
  stateVector: Uint8Array,
  document: LiveDocument,
  pending: Promise<void> | null,
): void {
  let isAnswered = false
  const answer = (): void => {
    if (isAnswered) return
    isAnswered = true
    try {
      session.writeState(document.stateFor(stateVector))
      session.isCurrent = true
    } catch {
      session.close('badFrame', 'a state vector of no known form')
    }
  }
  if (pending === null) answer()
  else {
    setTimeout(answer, EDIT_PATIENCE).unref()
    void pending.then(answer, answer)
  }
}
