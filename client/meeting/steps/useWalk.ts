import { voteItems } from '../../../shared/document/factorGroups.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import type { Spotlight } from '../../../shared/meeting/state.ts'
import { readerOf } from '../../hooks/documentReader.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { type Room, shownStep, useRoom } from '../room.ts'

/** Walking through the items of what is shown: rows, groups or chosen factors. */
export interface Walk {
  readonly next: () => void
  readonly previous: () => void
}

/**
 * Steps through the items in front, as they are when a key is pressed. A facilitator walks everybody along: while the
 * middle shows the step the meeting is in, each step of the walk moves the spotlight too (M14).
 */
export function useWalk(): Walk {
  const room = useRoom()
  const connection = useConnection()
  const { view, run, selected, select, place } = room
  const leads =
    view.you.facilitator && view.status === 'running' && place.in === 'step' && place.index === view.current
  const go = (by: -1 | 1): void => {
    const items = itemsOf(room, readerOf(connection).postmortem.get())
    const at = items.findIndex(item => item.item === selected?.item && item.section === selected?.section)
    const item = items[Math.max(0, Math.min(items.length - 1, at < 0 ? 0 : at + by))]
    if (!item) return
    select(item)
    if (leads) void run({ type: 'spotlight', ...item })
  }
  return { next: () => go(1), previous: () => go(-1) }
}

function itemsOf(room: Room, postmortem: Postmortem): readonly Spotlight[] {
  const { place } = room
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
