import { useEffect } from 'react'
import { SECOND } from '../../../shared/base/time.ts'
import type { StepKind } from '../../../shared/meeting/agenda.ts'
import type { MeetingView } from '../../../shared/meeting/view.ts'

const SETTLED_MS = 8 * SECOND

/** Loads what the next step works with while the present one is under way, so that a change of step shows at once. */
export function usePreparedStep(
  view: Pick<MeetingView, 'steps' | 'current'>,
  loaders: Readonly<Partial<Record<StepKind, () => Promise<unknown>>>>,
): void {
  const next = view.steps[(view.current ?? -1) + 1]?.kind
  const load = next && loaders[next]
  useEffect(() => {
    if (!load) return
    // A failure is not lost: the step asks again when it is shown.
    const timer = setTimeout(() => load().catch(() => {}), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [load])
}
