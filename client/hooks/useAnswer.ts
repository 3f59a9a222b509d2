import { useEffect, useState } from 'react'
import type { Refusal } from '../../shared/base/result.ts'
import { api } from '../connection/api.ts'

/** What a GET of the API answered: on its way, there, or refused. */
export type Answer<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'there'; readonly value: T }
  | { readonly kind: 'refused'; readonly error: Refusal }

/** Asks the API once for each `path`, and anew when `turn` changes; null asks for nothing. */
export function useAnswer<T>(path: string | null, turn: unknown = null): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ kind: 'loading' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is there to ask anew
  useEffect(() => {
    if (path === null) return
    let isWanted = true
    void api.get<T>(path).then(result => {
      if (!isWanted) return
      setAnswer(result.ok ? { kind: 'there', value: result.value } : { kind: 'refused', error: result.error })
    })
    return () => {
      isWanted = false
    }
  }, [path, turn])
  return answer
}
