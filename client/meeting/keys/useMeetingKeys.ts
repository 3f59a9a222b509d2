import { useLocalStorage } from '@mantine/hooks'
import { useEffect, useRef } from 'react'

/** What each single key does; a key without an action is left to the browser. */
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

/** Runs single-key actions outside of text, menus and dialogs; with a modifier a key keeps its usual meaning. */
export function useMeetingKeys(actions: KeyActions, isOn: boolean): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    if (!isOn) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return
      const target = event.target instanceof Element ? event.target : null
      if (isWriting(target) || target?.closest('[role=dialog], [role=menu], [role=listbox], [data-keys=own]'))
        return
      const action = latest.current[event.key]
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOn])
}
