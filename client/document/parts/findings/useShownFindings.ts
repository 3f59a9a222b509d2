import type { Finding } from '../../../../shared/checks/finding.ts'
import type { Connection } from '../../../connection/connection.ts'
import type { Observable } from '../../../connection/observable.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { findingsOf, NOT_CHECKED } from '../../../hooks/useFindings.ts'
import { useObservable } from '../../../hooks/useObservable.ts'
import { type Dismissed, dismissedIn } from './dismissed.ts'
import { findingsByPlace, isDismissed } from './place.ts'

/** What the checks noticed, without what this person has put aside. */
export interface ShownFindings {
  /** False until the checks have run once. */
  readonly isChecked: boolean
  readonly findings: readonly Finding[]
  /** By {@link placeKey}; the array of a place stays the same until its findings change. */
  readonly byPlace: ReadonlyMap<string, readonly Finding[]>
  /** How many are put aside. */
  readonly hidden: number
  readonly dismissed: Dismissed
}

export const useShownFindings = (): ShownFindings => useObservable(shownOf(useConnection()))

/** The shown findings of each place. */
export const useFindingsByPlace = (): ShownFindings['byPlace'] => useShownFindings().byPlace

/** Stands for a place without findings. */
export const NO_FINDINGS: readonly Finding[] = []

const SHOWN = new WeakMap<Connection, Observable<ShownFindings>>()

/** One store a document, so that a dozen parts do not sort the same findings a dozen times. */
function shownOf(connection: Connection): Observable<ShownFindings> {
  const present = SHOWN.get(connection)
  if (present) return present
  const shown = watchShown(findingsOf(connection), dismissedIn(connection.postmortem))
  SHOWN.set(connection, shown)
  return shown
}

/** What is missing before the meeting has a list of its own. */
const isNotice = ({ rule }: Finding): boolean => !rule.startsWith('readiness/')

function watchShown(all: Observable<readonly Finding[]>, dismissed: Dismissed): Observable<ShownFindings> {
  let of: { readonly all: readonly Finding[]; readonly keys: ReadonlySet<string> } | null = null
  let shown: ShownFindings = { isChecked: false, findings: [], byPlace: new Map(), hidden: 0, dismissed }
  return {
    get() {
      const now = { all: all.get(), keys: dismissed.get() }
      if (of && of.all === now.all && of.keys === now.keys) return shown
      of = now
      const noticed = now.all.filter(isNotice)
      const findings = noticed.filter(finding => !isDismissed(finding, now.keys))
      const byPlace = findingsByPlace(findings, shown.byPlace)
      const isChecked = now.all !== NOT_CHECKED
      shown = { isChecked, findings, byPlace, hidden: noticed.length - findings.length, dismissed }
      return shown
    },
    subscribe(listener) {
      const stops = [all.subscribe(listener), dismissed.subscribe(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
