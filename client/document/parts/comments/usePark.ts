import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { useMeeting } from '../../../hooks/useMeeting.ts'

/** Sets a proposed fix aside until the action step of the meeting that runs (M15); null when there is none to come. */
export function usePark(): ((text: string) => Promise<void>) | null {
  const { t } = useTranslation('comments')
  const { answer, send } = useMeeting()
  const view = answer?.state
  if (view?.status !== 'running' || view.current === null) return null
  const isToCome = view.steps.slice(view.current + 1).some(({ kind }) => kind === 'actions')
  if (!isToCome) return null
  return async text => {
    const result = await send({ type: 'park', text: text.slice(0, 2_000) })
    notifications.show({ message: result.ok ? t('parked') : result.error.message, withBorder: true })
  }
}
