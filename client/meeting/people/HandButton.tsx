import { Button } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import bar from '../frame/Bar.module.css'
import { useRoom } from '../room.ts'

/** Raises or lowers one's own hand; viewers may too (M13). */
export function HandButton() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const isUp = view.hands.some(hand => hand.person === view.you.id)
  const label = isUp ? t('you.handDown') : t('you.hand')
  return (
    <Button
      size="sm"
      className={bar.tool ?? ''}
      variant={isUp ? 'light' : 'default'}
      aria-pressed={isUp}
      aria-label={label}
      leftSection={<IconHandStop size={16} />}
      onClick={() => run({ type: isUp ? 'lowerHand' : 'raiseHand' })}
    >
      <span className={bar.word}>{label}</span>
    </Button>
  )
}
