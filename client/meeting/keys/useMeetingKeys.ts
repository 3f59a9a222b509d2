import { useLocalStorage } from '@mantine/hooks'
import { useEffect, useRef } from 'react'

/** What each single key does, an upper-case letter with Shift; a key without an action is left to the browser. */
export type KeyActions = Readonly<Partial<Record<string, () => void>>>

/** Whether single keys work for this person (WCAG 2.1.4); kept on this device. */
export function useSingleKeys(): readonly [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useLocalStorage({
    key: 'debrief-single-keys',
    defaultValue: true,
    getInitialValueInEffect: false,
  })
  return [isOn, setOn]
}

/** True while somebody is writing: keys belong to the text then, and a change of step must not move it (M22). */
export function isWriting(element: Element | null = document.activeElement): boolean {
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable ||
      element.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  )
}

/** For so long after a field that somebody typed in lost the focus, letters may still be meant for it, ms. */
const AFTER_WRITING = 2_000

/**
 * Runs single-key actions outside of text, menus and dialogs; with a modifier a key keeps its usual meaning. What moves
 * everybody needs Shift, and works only when nobody here was writing a moment ago; so does every key once a field has
 * gone from under whoever writes.
 */
export function useMeetingKeys(actions: KeyActions, isOn: boolean): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    if (!isOn) return
    let typedIn: EventTarget | null = null
    let leftAt = Number.NEGATIVE_INFINITY
    const onInput = (event: Event): void => {
      typedIn = event.target
    }
    const onLeave = (event: FocusEvent): void => {
      if (event.target !== typedIn) return
      typedIn = null
      leftAt = performance.now()
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return
      const target = event.target instanceof Element ? event.target : null
      if (isWriting(target) || target?.closest('[role=dialog], [role=menu], [role=listbox], [data-keys=own]'))
        return
      const action = latest.current[event.shiftKey ? event.key.toUpperCase() : event.key]
      if (!action || (isUpper(event.key) && !event.shiftKey)) return
      const isNowhere = document.activeElement === document.body
      if ((event.shiftKey || isNowhere) && performance.now() - leftAt < AFTER_WRITING) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('input', onInput)
    document.addEventListener('focusout', onLeave)
    return () => {
      document.removeEventListener('input', onInput)
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('focusout', onLeave)
    }
  }, [isOn])
}

/** A letter in upper case, as with Shift, or without it under Caps Lock. */
const isUpper = (key: string): boolean => key.length === 1 && key !== key.toLowerCase()
