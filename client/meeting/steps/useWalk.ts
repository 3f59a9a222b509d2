import { useMemo } from 'react'
import { voteItems } from '../../../shared/document/factorGroups.ts'
import type { Spotlight } from '../../../shared/meeting/state.ts'
import { type Room, shownStep, useRoom } from '../room.ts'

/** Walking through the items of what is shown: rows, groups or chosen factors, with where one stands. */
export interface Walk {
  readonly place: number
  readonly of: number
  readonly next: () => void
  readonly previous: () => void
}

/**
 * Steps through the items in front. A facilitator walks everybody along: while the middle shows the step the meeting
 * is in, each step of the walk moves the spotlight too (M14).
 */
export function useWalk(): Walk {
  const room = useRoom()
  const { view, run, selected, select, place } = room
  const items = useMemo(() => itemsOf(room), [room])
  const at = items.findIndex(item => item.item === selected?.item && item.section === selected?.section)
  const leads =
    view.you.facilitator && view.status === 'running' && place.in === 'step' && place.index === view.current
  const go = (to: number): void => {
    const item = items[Math.max(0, Math.min(items.length - 1, to))]
    if (!item) return
    select(item)
    if (leads) void run({ type: 'spotlight', ...item })
  }
  return {
    place: at,
    of: items.length,
    next: () => go(at + 1),
    previous: () => go(at < 0 ? 0 : at - 1),
  }
}

function itemsOf(room: Room): readonly Spotlight[] {
  const { postmortem, place } = room
  const kind = place.in === 'document' ? place.part : shownStep(room)?.kind
  const all = (section: string, ids: readonly { readonly id: string }[]): Spotlight[] =>
    ids.map(({ id }) => ({ section, item: id }))
  switch (kind) {
    case 'timeline':
      return all('timeline', postmortem.timeline)
    case 'group':
    case 'factors':
      return all('factors', postmortem.factors)
    case 'causes':
      return all('causes', postmortem.factors)
    case 'vote':
      return all(
        'factors',
        voteItems(postmortem.factors).map(item => item.lead),
      )
    case 'actions':
      return place.in === 'document'
        ? all('actions', postmortem.actions)
        : all(
            'factors',
            postmortem.factors.filter(factor => factor.chosen),
          )
    case 'close':
      return all('actions', postmortem.actions)
    default:
      return []
  }
}
