import { useState } from 'react'
import { type Answer, useAnswer } from './useAnswer.ts'

/** Like `useAnswer`, but keeps showing the last answer while a newer one is on its way, so that nothing flickers. */
export function useLastAnswer<T>(path: string | null, turn: unknown = null): Answer<T> {
  const answer = useAnswer<T>(path, turn)
  const [last, setLast] = useState(answer)
  if (answer.kind !== 'loading' && answer !== last) setLast(answer)
  return answer.kind === 'loading' ? last : answer
}
