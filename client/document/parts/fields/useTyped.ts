import { type KeyboardEvent, useEffect, useState } from 'react'
import { leaveField } from '../../../ui/focus.ts'

/** What is typed into a short field until it is kept; until somebody types, it shows what is kept, whoever set it. */
export interface Draft {
  readonly text: string
  type(text: string): void
  /** Keeps what was typed, on one line, if it says something else. */
  leave(): void
  /** Enter keeps and leaves, Escape gives up what was typed. */
  onKeyDown(event: KeyboardEvent<HTMLElement>): void
}

/** The draft of a field with this value; `onKeep` gets what is to take its place. */
export function useTyped(value: string, onKeep: (value: string) => void): Draft {
  const [typed, setTyped] = useState<string | null>(null)
  useEffect(() => setTyped(now => (now === value ? null : now)), [value])
  return {
    text: typed ?? value,
    type: setTyped,
    leave() {
      const kept = typed?.replace(/\s+/g, ' ').trim() ?? value
      if (kept !== value) onKeep(kept)
      setTyped(null)
    },
    onKeyDown(event) {
      if (event.nativeEvent.isComposing) return
      if (event.key === 'Escape') setTyped(null)
      if (event.key === 'Enter') leaveField(event)
    },
  }
}
