import type { Finding } from '../../shared/checks/finding.ts'
import type { checkPostmortem } from '../../shared/checks/postmortem.ts'
import { type ReviewParts, reviewContext } from '../../shared/checks/reviewContext.ts'
import type { Connection } from '../connection/connection.ts'
import { createCell, type Observable } from '../connection/observable.ts'
import { readerOf } from './documentReader.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'
import { whenQuiet } from './whenQuiet.ts'

/** Typing is not interrupted: the checks run when nothing has changed for this long, or by then at the latest; ms. */
const QUIET = 350
const LONGEST = 2_000
/** The page is drawn and taken in before the first check, ms. */
const BEGIN = 600

/** Stands for findings before anything was checked. */
export const NOT_CHECKED: readonly Finding[] = []

/** The rules and their vocabulary, which nobody needs to join: they are loaded after the page has been drawn. */
let checks: { readonly checkPostmortem: typeof checkPostmortem } | null = null
const loadChecks = async (): Promise<void> => {
  checks ??= await import('../../shared/checks/postmortem.ts')
}

const FINDINGS = new WeakMap<Connection, Observable<readonly Finding[]>>()

/** What the checks notice in the open document and what it lacks, a moment after each change; shared by all parts. */
export const useFindings = (): readonly Finding[] => useObservable(findingsOf(useConnection()))

/** The findings of a connection's document, as an observable. */
export function findingsOf(connection: Connection): Observable<readonly Finding[]> {
  const present = FINDINGS.get(connection)
  if (present) return present
  const findings = watchFindings(connection)
  FINDINGS.set(connection, findings)
  return findings
}

/** What this browser knows beside the document. */
export function partsOf(connection: Connection): ReviewParts {
  const me = connection.me.get()
  return {
    people: connection.people.get().map(person => person.name),
    meeting: connection.meeting.answer.get()?.state ?? null,
    now: connection.clock.now(),
    ...(me && { self: me.name }),
  }
}

function watchFindings(connection: Connection): Observable<readonly Finding[]> {
  const { postmortem } = readerOf(connection)
  const cell = createCell<readonly Finding[]>(
    NOT_CHECKED,
    (a, b) => a !== NOT_CHECKED && JSON.stringify(a) === JSON.stringify(b),
  )
  let stop: (() => void) | null = null
  let listeners = 0
  const check = (): void => {
    const now = postmortem.get()
    if (checks) cell.set(checks.checkPostmortem(now, reviewContext(now, partsOf(connection))))
    // Without a network they come with a later change.
    else void loadChecks().then(soon.ask, () => {})
  }
  const soon = whenQuiet(check, QUIET, LONGEST)
  const begin = (): void => {
    const stops = [postmortem, connection.people, connection.me, connection.meeting.answer].map(each =>
      each.subscribe(soon.ask),
    )
    const first = setTimeout(check, BEGIN)
    stop = () => {
      for (const end of stops) end()
      clearTimeout(first)
      soon.forget()
    }
  }
  return {
    get: cell.get,
    subscribe(listener) {
      if (listeners++ === 0) begin()
      const leave = cell.subscribe(listener)
      return () => {
        leave()
        if (--listeners > 0) return
        stop?.()
        stop = null
      }
    },
  }
}
