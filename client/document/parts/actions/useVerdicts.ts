import { useMemo, useRef } from 'react'
import { type ActionVerdict, checkAction } from '../../../../shared/checks/actions/checkAction.ts'
import { useFacts } from '../../../hooks/useFacts.ts'
import { useList } from '../../../hooks/useList.ts'
import { useNow } from '../../../hooks/useNow.ts'

const HOURLY = 3_600_000

/** The SMART verdict of each action by its id; the very same object while nothing about it changed. */
export function useVerdicts(): ReadonlyMap<string, ActionVerdict> {
  const actions = useList('actions')
  const factors = useList('factors')
  const { severity } = useFacts()
  const day = new Date(useNow(HOURLY)).toISOString().slice(0, 10)
  const before = useRef<ReadonlyMap<string, ActionVerdict>>(new Map())
  return useMemo(() => {
    const ids = factors.map(factor => factor.id)
    const context = { people: [], severity, meetingDate: day, factors: ids }
    const now = new Map<string, ActionVerdict>()
    for (const action of actions) {
      const verdict = checkAction(action, context, { in: 'actions', id: action.id })
      const then = before.current.get(action.id)
      now.set(action.id, then && JSON.stringify(then) === JSON.stringify(verdict) ? then : verdict)
    }
    before.current = now
    return now
  }, [actions, factors, severity, day])
}
