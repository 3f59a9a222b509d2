import { useCallback, useRef } from 'react'
import type { readDueDate } from '../../../../shared/formats/time/dueDate.ts'
import { readTypedAction, type TypedAction } from '../../../../shared/formats/typedAction.ts'
import { localDay } from '../../../hooks/localDay.ts'
import { useConnection } from '../../../hooks/useConnection.ts'

/** Reads an action from one line. What reads dates is loaded by `prepare`, when somebody begins to write. */
export function useTypedAction(people: readonly string[]): {
  readonly prepare: () => void
  readonly read: (typed: string) => Partial<TypedAction> & { readonly text: string }
} {
  const { clock } = useConnection()
  const readDay = useRef<typeof readDueDate | null>(null)
  const prepare = useCallback((): void => {
    void import('../../../../shared/formats/time/dueDate.ts').then(module => {
      readDay.current = module.readDueDate
    })
  }, [])
  const read = (typed: string): Partial<TypedAction> & { readonly text: string } => {
    const today = localDay(clock.now())
    const { text, owner, due } = readTypedAction(
      typed,
      people,
      words => readDay.current?.(words, today) ?? { ok: false, error: { code: '', message: '' } },
    )
    return { text, ...(owner !== '' && { owner }), ...(due !== '' && { due }) }
  }
  return { prepare, read }
}
