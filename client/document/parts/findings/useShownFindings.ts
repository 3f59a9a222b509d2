import { useMemo, useRef, useSyncExternalStore } from 'react'
import type { Finding } from '../../../../shared/checks/finding.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useFindings } from '../../../hooks/useFindings.ts'
import { type Dismissed, dismissedIn } from './dismissed.ts'
import { findingKey, findingsByPlace, placeKey } from './place.ts'

/** What the checks noticed, without what this person has put aside. */
export function useShownFindings(): {
  readonly findings: readonly Finding[]
  readonly hidden: number
  readonly dismissed: Dismissed
} {
  const all = useFindings()
  const dismissed = dismissedIn(useConnection().postmortem)
  const keys = useSyncExternalStore(dismissed.subscribe, dismissed.get)
  const findings = useMemo(() => all.filter(finding => !keys.has(findingKey(finding))), [all, keys])
  return { findings, hidden: all.length - findings.length, dismissed }
}

/** The shown findings of each place, by {@link placeKey}; unchanged places keep their arrays. */
export function useFindingsByPlace(): ReadonlyMap<string, readonly Finding[]> {
  const { findings } = useShownFindings()
  const before = useRef<ReadonlyMap<string, readonly Finding[]>>(new Map())
  return useMemo(() => {
    before.current = findingsByPlace(findings, before.current)
    return before.current
  }, [findings])
}

export const NO_FINDINGS: readonly Finding[] = []
