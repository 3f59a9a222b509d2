import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { useMeeting } from '../../../hooks/useMeeting.ts'

/** So much of a comment is kept as an idea, characters. */
const MOST = 2_000

/**
 * Sets a proposed fix aside until the action step of the meeting that runs (M15); null when there is none to come, or
 * when it was set aside already.
 */
export function usePark(proposal: string): (() => Promise<void>) | null {
  const { t } = useTranslation('comments')
  const { answer, send } = useMeeting()
  const view = answer?.state
  if (view?.status !== 'running' || view.current === null) return null
  const isToCome = view.steps.slice(view.current + 1).some(({ kind }) => kind === 'actions')
  const text = proposal.slice(0, MOST)
  if (!isToCome || text === '' || view.parked.some(item => item.text === text)) return null
  return async () => {
    const result = await send({ type: 'park', text })
    notifications.show({ message: result.ok ? t('parked') : result.error.message, withBorder: true })
  }
}
