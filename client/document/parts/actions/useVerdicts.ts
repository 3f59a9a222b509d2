import { useMemo, useRef } from 'react'
import { DAY, HOUR, isoDay, parseInstant } from '../../../../shared/base/time.ts'
import { type ActionVerdict, checkAction } from '../../../../shared/checks/actions/checkAction.ts'
import { reviewContext } from '../../../../shared/checks/reviewContext.ts'
import type { ActionItem } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useFacts } from '../../../hooks/useFacts.ts'
import { partsOf } from '../../../hooks/useFindings.ts'
import { useList } from '../../../hooks/useList.ts'
import { useMeeting } from '../../../hooks/useMeeting.ts'
import { useNow } from '../../../hooks/useNow.ts'
import { usePeople } from '../../../hooks/usePeople.ts'

/** The SMART verdict of each action by its id; the very same object while nothing about it changed. */
export function useVerdicts(): ReadonlyMap<string, ActionVerdict> {
  const actions = useList('actions')
  const factors = useList('factors')
  const { severity } = useFacts()
  const owners = useRoster()
  const day = useMeetingDay()
  const known = factors.map(factor => factor.id).join(' ')
  // Letters of one action leave the verdicts of the others as they are.
  const verdictOf = useMemo(() => {
    const context = { people: owners, severity, meetingDate: day, factors: known.split(' ') }
    const verdicts = new WeakMap<ActionItem, ActionVerdict>()
    return (action: ActionItem): ActionVerdict => {
      const present = verdicts.get(action)
      const verdict = present ?? checkAction(action, context, { in: 'actions', id: action.id })
      verdicts.set(action, verdict)
      return verdict
    }
  }, [known, severity, owners, day])
  const before = useRef<ReadonlyMap<string, ActionVerdict>>(new Map())
  return useMemo(() => {
    const now = new Map<string, ActionVerdict>()
    for (const action of actions) {
      const verdict = verdictOf(action)
      const then = before.current.get(action.id)
      const isSame = then === verdict || (then && JSON.stringify(then) === JSON.stringify(verdict))
      now.set(action.id, isSame ? then : verdict)
    }
    before.current = now
    return now
  }, [actions, verdictOf])
}

/** Those an action may belong to, as the checks of the whole document take them; the same array for the same names. */
function useRoster(): readonly string[] {
  const connection = useConnection()
  const facts = useFacts()
  useMeeting()
  usePeople()
  const owners = reviewContext(facts, partsOf(connection)).owners ?? []
  const key = JSON.stringify(owners)
  return useMemo(() => JSON.parse(key), [key])
}

/** How long after its resolution an incident is taken to be under review when nobody has met about it. */
const REVIEWED_WITHIN = 14 * DAY

/**
 * The day that due dates are judged from: that of the meeting; without one, today while the incident is fresh. Later,
 * a date in the past is overdue work, not a plan that was wrong, and '' leaves it unchecked.
 */
function useMeetingDay(): string {
  const { resolvedAt } = useFacts()
  const { answer } = useMeeting()
  const now = useNow(HOUR)
  const schedule = answer?.state.schedule
  const met = schedule ? (schedule.startedAt ?? schedule.start) : null
  const resolved = parseInstant(resolvedAt)
  const isFresh = resolved === null || now - resolved < REVIEWED_WITHIN
  const day = met ?? (isFresh ? now : null)
  return day === null ? '' : isoDay(day)
}
