import { useState } from 'react'
import { forgetNote, readNote, writeNote } from '../connection/device.ts'
import { signedInPerson } from '../connection/session.ts'
import { useConnection } from './useConnection.ts'

/** What is typed on this page, by note: also where the browser stores nothing, and after the form is gone. */
const TYPED = new Map<string, unknown>()

/**
 * State of a form that keeps what this person typed on this device until it is sent or emptied. The step may change
 * around the form, or the page be closed, and it is offered again. Signing out removes it. `set` works after the form
 * is gone, so that what was refused late is not lost.
 *
 * @param form names the form within the postmortem; '' keeps nothing
 * @param empty what the form holds when nothing is typed; a value equal to it (as JSON) is not kept
 */
export function useDraft<T>(
  form: string,
  empty: T,
): readonly [value: T, set: (change: (now: T) => T) => void] {
  const { postmortem } = useConnection()
  const note = `draft:${signedInPerson()}:${postmortem}:${form}`
  const kept = (): T => (TYPED.get(note) as T | undefined) ?? readNote<T>(note) ?? empty
  const [value, setValue] = useState(() => (form === '' ? empty : kept()))
  const set = (change: (now: T) => T): void => {
    const next = form === '' ? change(value) : change(kept())
    if (form === '' || JSON.stringify(next) === JSON.stringify(empty)) {
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
