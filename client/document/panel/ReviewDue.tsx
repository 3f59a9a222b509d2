import { useTranslation } from 'react-i18next'
import { MINUTE } from '../../../shared/base/time.ts'
import { reviewDue } from '../../../shared/checks/readiness.ts'
import { useFacts } from '../../hooks/useFacts.ts'
import { useMeeting } from '../../hooks/useMeeting.ts'
import { useNow } from '../../hooks/useNow.ts'
import { durationText } from '../parts/timeline/clockTexts.ts'
import classes from './SidePanel.module.css'

/** By when this incident is to be reviewed; nothing once its meeting is over. */
export function ReviewDue() {
  const { t } = useTranslation('document')
  const due = reviewDue(useFacts(), useNow(MINUTE))
  const { answer } = useMeeting()
  if (!due || answer?.state.status === 'ended') return null
  const time = durationText(Math.abs(due.leftMs))
  return (
    <p className={classes.due} data-late={due.isLate || undefined}>
      {t(due.isLate ? 'panel.reviewLate' : 'panel.reviewDue', { time })}
    </p>
  )
}
