import { useTranslation } from 'react-i18next'
import classes from './Close.module.css'
import { ClosingQuestions } from './ClosingQuestions.tsx'
import { Owners } from './Owners.tsx'
import { PublishingDate } from './PublishingDate.tsx'

/** Owners accept, a publishing date is set, and two questions are answered without names. */
export function CloseStep() {
  const { t } = useTranslation('meeting')
  return (
    <div className={classes.step}>
      <section>
        <h2 className={classes.heading}>{t('close.owners')}</h2>
        <Owners />
      </section>
      <section>
        <h2 className={classes.heading}>{t('close.publish')}</h2>
        <PublishingDate />
      </section>
      <ClosingQuestions />
    </div>
  )
}
