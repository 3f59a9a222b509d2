import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { whenThere } from '../../../document/parts/jump.ts'
import { PublishButton } from '../../../document/parts/publish/PublishButton.tsx'
import { useConnection } from '../../../hooks/useConnection.ts'
import classes from './Close.module.css'
import { ClosingQuestions } from './ClosingQuestions.tsx'
import { Owners } from './Owners.tsx'
import { PublishingDate } from './PublishingDate.tsx'

/** Owners accept, a publishing date is set, and two questions are answered without names. */
export function CloseStep() {
  const { isLocal } = useConnection()
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
        {!isLocal && <Publish />}
      </section>
      <ClosingQuestions />
    </div>
  )
}

/** Publishing it now; what stands in the way is mended in the document. */
function Publish() {
  const { postmortem } = useConnection()
  const [, go] = useLocation()
  return (
    <div className={classes.publish}>
      <PublishButton
        size="sm"
        onShow={place => {
          go(`/p/${postmortem}`)
          void whenThere(place)
        }}
      />
    </div>
  )
}
