import { notifications } from '@mantine/notifications'
import i18next from 'i18next'

/** What can be pasted or dropped at once, in characters: a hundred pages. It travels as one change (W8). */
const MOST_CHARACTERS = 250_000
/** The same as HTML, which says in tags how the text looks. */
const MOST_HTML = 4 * MOST_CHARACTERS

/**
 * Refuses to paste or drop more text than one change can carry, wherever somebody writes, and says how much it was.
 * Fields that read files of any size say so with `data-takes-files`. Returns what ends it.
 */
export function refuseLargePaste(): () => void {
  const paste = (event: ClipboardEvent): void => refuse(event, event.clipboardData)
  const drop = (event: DragEvent): void => refuse(event, event.dataTransfer)
  document.addEventListener('paste', paste, true)
  document.addEventListener('drop', drop, true)
  return () => {
    document.removeEventListener('paste', paste, true)
    document.removeEventListener('drop', drop, true)
  }
}

function refuse(event: Event, data: DataTransfer | null): void {
  if (event.target instanceof Element && event.target.closest('[data-takes-files]')) return
  const size = data?.getData('text/plain').length ?? 0
  if (size <= MOST_CHARACTERS && (data?.getData('text/html').length ?? 0) <= MOST_HTML) return
  event.preventDefault()
  event.stopImmediatePropagation()
  const message = i18next.t('frame.pasteTooLarge', {
    size: size.toLocaleString('en'),
    most: MOST_CHARACTERS.toLocaleString('en'),
  })
  notifications.show({ message, withBorder: true, autoClose: 12_000 })
}
