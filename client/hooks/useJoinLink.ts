import { useEffect, useState } from 'react'
import type { JoinLinkAnswer } from '../../shared/protocol/accessApi.ts'
import { api } from '../connection/api.ts'
import { useLastAnswer } from './useLastAnswer.ts'

/** How often every screen asks whether people are let in, ms. */
const ASK_EVERY = 5_000

/** The link by which people join the meeting; null while nobody is let in, or until that is known. */
export interface JoinLink {
  readonly link: Extract<JoinLinkAnswer, { open: true }> | null
  readonly isKnown: boolean
  /** Lets people in, or ends that; answers why not, '' when it was done. */
  readonly change: (open: boolean) => Promise<string>
}

export function useJoinLink(postmortem: string): JoinLink {
  const path = `/api/postmortems/${postmortem}/join-link`
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTurn(last => last + 1), ASK_EVERY)
    return () => clearInterval(timer)
  }, [])
  const answer = useLastAnswer<JoinLinkAnswer>(path, turn)
  const there = answer.kind === 'there' ? answer.value : null
  return {
    link: there?.open ? there : null,
    isKnown: answer.kind !== 'loading',
    async change(open) {
      const result = await api.patch<JoinLinkAnswer>(path, { open })
      setTurn(last => last + 1)
      return result.ok ? '' : result.error.message
    },
  }
}
