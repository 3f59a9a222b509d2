import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import type { Refusal } from '../../shared/base/result.ts'

/** Says why something did not happen, in the server's own sentence. */
export function tellRefusal(error: Refusal): void {
  notifications.show({
    id: error.code,
    color: 'gray',
    title: i18next.t('refused.title', { ns: 'meeting' }),
    message: error.message,
    withBorder: true,
    autoClose: 8_000,
  })
}
