import { useRef, useState } from 'react'
import { placedDots, type VoteItem } from '../../../../shared/document/factorGroups.ts'
import type { VoteView } from '../../../../shared/meeting/view.ts'
import { useRoom } from '../../room.ts'

type Dots = Readonly<Record<string, number>>

/** One's own ballot: changes show at once and are sent one whole ballot after the other, the last one last. */
export interface OwnBallot {
  readonly dots: Dots
  readonly left: number
  /** Adds or takes a dot; does nothing beyond the budget. */
  readonly change: (factor: string, by: 1 | -1) => void
}

export function useBallot(vote: VoteView, items: readonly VoteItem[]): OwnBallot {
  const { run } = useRoom()
  const [draft, setDraft] = useState<Dots | null>(null)
  const wanted = useRef<Dots | null>(null)
  const isSending = useRef(false)
  const own = placedDots(items, vote.own, vote.oneDotEach)
  const dots = draft ?? own

  const send = async (): Promise<void> => {
    if (isSending.current) return
    isSending.current = true
    while (wanted.current) {
      const next = wanted.current
      const isTaken = await run({ type: 'castVote', dots: next })
      if (wanted.current === next || !isTaken) wanted.current = null
    }
    isSending.current = false
    setDraft(null)
  }
  return {
    dots,
    left: leftOf(vote, dots),
    change: (factor, by) => {
      const now = wanted.current ?? own
      const next = (now[factor] ?? 0) + by
      if (next < 0 || (by > 0 && (leftOf(vote, now) <= 0 || (vote.oneDotEach && next > 1)))) return
      wanted.current = { ...now, [factor]: next }
      setDraft(wanted.current)
      void send()
    },
  }
}

const leftOf = (vote: VoteView, dots: Dots): number =>
  vote.dots - Object.values(dots).reduce((sum, count) => sum + count, 0)
