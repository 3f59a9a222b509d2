import { useMemo } from 'react'
import { type ExitCondition, openConditions } from '../../../shared/meeting/exit.ts'
import { useCalmPostmortem } from '../../hooks/usePostmortem.ts'
import { useRoom } from '../room.ts'

/** What is open before the current step can be left, by the document as it is on this screen now (M4). */
export function useExit(): readonly ExitCondition[] {
  const { view } = useRoom()
  const postmortem = useCalmPostmortem()
  return useMemo(() => openConditions(view.progress, postmortem), [view.progress, postmortem])
}
