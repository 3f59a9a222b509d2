import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import type { Refusal } from '../../shared/base/result.ts'

const closing = () => ({ closeButtonProps: { 'aria-label': i18next.t('keys.close', { ns: 'meeting' }) } })

/** Says in passing that something was done. */
export function tell(message: string): void {
  notifications.show({ message, ...closing() })
}

const REFUSAL = 'refusal'
/** How long a refusal is shown, ms. */
const SHOWN = 8_000
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Says why something did not happen, in the server's own sentence; only the last one. It goes after a while even where
 * the pointer happens to rest on it.
 */
export function tellRefusal(error: Refusal): void {
  withdrawRefusal()
  const title = i18next.t('refused.title', { ns: 'meeting' })
  const look = { color: 'gray', withBorder: true, autoClose: false }
  notifications.show({ id: REFUSAL, title, message: error.message, ...look, ...closing() })
  timer = setTimeout(withdrawRefusal, SHOWN)
}

/** What was refused is past: something else was pressed since, and happened. */
export function withdrawRefusal(): void {
  clearTimeout(timer)
  notifications.hide(REFUSAL)
}
