import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../shared/base/result.ts'
import type { DocumentAtAnswer } from '../../../shared/protocol/meetingApi.ts'
import { api } from '../../connection/api.ts'

/** The text of a moment: the one shown may still be an earlier one while `isBehind`. */
export interface ShownDocument {
  readonly shown: DocumentAtAnswer | null
  readonly isBehind: boolean
  readonly refusal: Refusal | null
}

const SOON_MS = 120

const holds = ({ keptAt, until }: DocumentAtAnswer, instant: number): boolean =>
  keptAt <= instant && (until === null || instant < until)

/**
 * The document as it was at an instant (M20). What was asked once is kept, as a text is good until the next change;
 * while somebody drags, only where they rest is asked for.
 */
export function useDocumentAt(postmortem: string, instant: number): ShownDocument {
  const kept = useRef<DocumentAtAnswer[]>([])
  const [shown, setShown] = useState<DocumentAtAnswer | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const found = kept.current.find(answer => holds(answer, instant))
  const isKnown = found !== undefined
  useEffect(() => {
    if (isKnown) return
    let isWanted = true
    const timer = setTimeout(async () => {
      const path = `/api/postmortems/${postmortem}/meeting/document?at=${Math.round(instant)}`
      const result = await api.get<DocumentAtAnswer>(path)
      if (result.ok) kept.current.push(result.value)
      if (!isWanted) return
      setRefusal(result.ok ? null : result.error)
      if (result.ok) setShown(result.value)
    }, SOON_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [postmortem, instant, isKnown])
  if (found) return { shown: found, isBehind: false, refusal: null }
  return { shown: refusal ? null : shown, isBehind: true, refusal }
}
