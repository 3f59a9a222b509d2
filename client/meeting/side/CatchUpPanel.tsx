import { Button } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { factorTitle } from '../../../shared/document/factorGroups.ts'
import { useCalmPostmortem } from '../../hooks/usePostmortem.ts'
import { currentStep, useRoom } from '../room.ts'
import classes from './SidePanel.module.css'

/** For a person who came after the start: what was done, what changed, and where the meeting is (M17). */
export function CatchUpPanel() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const postmortem = useCalmPostmortem()
  const [isRead, setRead] = useSessionStorage({
    key: `debrief-caught-up-${postmortem.id}`,
    defaultValue: false,
  })
  const { catchUp } = view
  if (!catchUp || isRead || view.status !== 'running') return null
  const chosen = postmortem.factors.filter(factor => catchUp.chosenFactors.includes(factor.id))
  const changes = [
    catchUp.rowsAdded > 0 && t('catchUp.rows', { count: catchUp.rowsAdded }),
    catchUp.rowsCorrected > 0 && t('catchUp.corrected', { count: catchUp.rowsCorrected }),
    catchUp.factorsAdded > 0 && t('catchUp.factors', { count: catchUp.factorsAdded }),
    catchUp.actionsAdded > 0 && t('catchUp.actions', { count: catchUp.actionsAdded }),
    chosen.length > 0 &&
      t('catchUp.chosen', {
        factors: chosen.map(factor => factorTitle(factor, postmortem.factors)).join('; '),
      }),
    catchUp.overrides.length > 0 && t('catchUp.overrides', { reasons: catchUp.overrides.join('; ') }),
  ].filter(line => line !== false)
  return (
    <section className={classes.catchUp}>
      <h2 className={classes.heading}>{t('catchUp.title')}</h2>
      <ul>
        {catchUp.stepsDone.length > 0 && (
          <li>{t('catchUp.steps', { steps: catchUp.stepsDone.map(step => step.title).join(', ') })}</li>
        )}
        {changes.length === 0 ? (
          <li>{t('catchUp.nothing')}</li>
        ) : (
          changes.map(line => <li key={line}>{line}</li>)
        )}
        <li>{t('catchUp.now', { step: currentStep(view).step?.title ?? '' })}</li>
      </ul>
      <Button size="compact-sm" variant="default" onClick={() => setRead(true)}>
        {t('catchUp.dismiss')}
      </Button>
    </section>
  )
}
