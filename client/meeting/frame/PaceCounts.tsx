import { useTranslation } from 'react-i18next'
import { PACES } from '../../../shared/meeting/state.ts'
import { useRoom } from '../room.ts'
import classes from './Bar.module.css'

/** What the room says of the pace, as sums, for the facilitator alone; nothing while nobody says anything (M28). */
export function PaceCounts() {
  const { t } = useTranslation('meeting')
  const { counts } = useRoom().view.pace
  const said = counts === null ? [] : PACES.filter(pace => counts[pace] > 0)
  return (
    <p className={classes.pace} role="status">
      {counts !== null && said.map(pace => t(`pace.count.${pace}`, { count: counts[pace] })).join(', ')}
    </p>
  )
}
