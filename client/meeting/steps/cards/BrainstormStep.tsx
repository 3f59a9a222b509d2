import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { namesOf } from '../../frame/FinishedCount.tsx'
import { useRoom } from '../../room.ts'
import classes from './Cards.module.css'
import { OwnCards } from './OwnCards.tsx'

/** The silent step: everyone writes for themselves; of the others only a count is known (M10). */
export function BrainstormStep() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const { cards } = view
  const waiting = namesOf(view.people, cards.waiting)
  return (
    <div className={classes.step}>
      {cards.of > 0 && (
        <div className={classes.count} role="status">
          <span>{t('brainstorm.count', { count: cards.answered, of: cards.of })}</span>
          <Progress size="xs" value={(100 * cards.answered) / cards.of} aria-hidden />
        </div>
      )}
      {waiting.length > 0 && (
        <p className={classes.hint}>{t('brainstorm.waiting', { names: waiting.join(', ') })}</p>
      )}
      {!view.you.participant && <p className={classes.hint}>{t('brainstorm.viewer')}</p>}
      {view.you.participant && cards.open && (
        <>
          <p className={classes.hint}>
            {t('brainstorm.onlyMe')} {view.you.facilitator && t('brainstorm.facilitator')}
          </p>
          <OwnCards />
        </>
      )}
      {view.you.participant && !cards.open && (
        <p className={classes.hint}>{cards.revealed ? t('brainstorm.revealed') : t('brainstorm.closed')}</p>
      )}
    </div>
  )
}
