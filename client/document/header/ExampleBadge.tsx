import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LifecycleAnswer } from '../../../shared/protocol/api.ts'
import { useAnswer } from '../../hooks/useAnswer.ts'
import { useConnection } from '../../hooks/useConnection.ts'

/** Says that this is the fictional example, where it is. */
export function ExampleBadge() {
  const { t } = useTranslation('common')
  const { postmortem } = useConnection()
  const state = useAnswer<LifecycleAnswer>(`/api/postmortems/${postmortem}/lifecycle`)
  if (state.kind !== 'there' || !state.value.isExample) return null
  return (
    <Badge variant="default" style={{ flex: 'none' }} title={t('lifecycle.exampleText')}>
      {t('lifecycle.example')}
    </Badge>
  )
}
