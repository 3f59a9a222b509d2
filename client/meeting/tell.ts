import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import type { Refusal } from '../../shared/base/result.ts'

const closing = () => ({ closeButtonProps: { 'aria-label': i18next.t('keys.close', { ns: 'meeting' }) } })

/** Says in passing that something was done. */
export function tell(message: string): void {
  notifications.show({ message, ...closing() })
}

/** Says why something did not happen, in the server's own sentence. */
export function tellRefusal(error: Refusal): void {
  const title = i18next.t('refused.title', { ns: 'meeting' })
  const look = { color: 'gray', withBorder: true, autoClose: 8_000 }
  notifications.show({ id: error.code, title, message: error.message, ...look, ...closing() })
}
