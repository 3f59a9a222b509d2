import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'

/** By then a dialog has put the focus where it wants it, ms. */
const FOCUSED_BY = 250

/**
 * A dialog that is drawn only while it is open. When it goes, the focus goes back to what had it; where that was an
 * item of a menu, to what opened the menu.
 */
export function Dialog(props: Omit<ModalProps, 'opened' | 'returnFocus'>) {
  const [back] = useState(openerOf)
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement === document.body) back?.focus({ preventScroll: true })
      })
    },
    [back],
  )
  useEffect(() => {
    // What was to have the focus may be disabled: a dialog has it all the same, or Tab goes through the page behind.
    const timer = setTimeout(() => {
      const dialogs = document.querySelectorAll<HTMLElement>('[role="dialog"]')
      const dialog = dialogs[dialogs.length - 1]
      if (!dialog || dialog.contains(document.activeElement)) return
      dialog.querySelector<HTMLElement>('button:not(:disabled), a[href], input:not(:disabled)')?.focus()
    }, FOCUSED_BY)
    return () => clearTimeout(timer)
  }, [])
  return <Modal opened returnFocus={false} {...props} />
}

function openerOf(): HTMLElement | null {
  const focused = document.activeElement
  const menu = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  const opener = menu ? document.getElementById(menu) : focused
  return opener instanceof HTMLElement && opener !== document.body ? opener : null
}
