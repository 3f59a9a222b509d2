import { useState } from 'react'
import { forgetNote, readNote, writeNote } from '../connection/device.ts'
import { useConnection } from '../hooks/useConnection.ts'
import { useRoom } from './room.ts'

/** What is typed on this page, by note: also where the browser stores nothing, and after the form is gone. */
const TYPED = new Map<string, unknown>()

/**
 * State of a form that keeps what this person typed on this device until it is sent or emptied. The step may change
 * around the form, or the page be closed, and it is offered again. Signing out removes it. `set` works after the form
 * is gone, so that what was refused late is not lost.
 *
 * @param form names the form within the meeting screen
 * @param empty what the form holds when nothing is typed; a value equal to it (as JSON) is not kept
 */
export function useMeetingDraft<T>(
  form: string,
  empty: T,
): readonly [value: T, set: (change: (now: T) => T) => void] {
  const { view } = useRoom()
  const { postmortem } = useConnection()
  const note = `draft:${view.you.id}:${postmortem}:${form}`
  const typed = (): T => (TYPED.get(note) as T | undefined) ?? readNote<T>(note) ?? empty
  const [value, setValue] = useState(typed)
  const set = (change: (now: T) => T): void => {
    const next = change(typed())
    if (JSON.stringify(next) === JSON.stringify(empty)) {
      TYPED.delete(note)
      forgetNote(note)
    } else {
      TYPED.set(note, next)
      writeNote(note, next)
    }
    setValue(next)
  }
  return [value, set]
}
