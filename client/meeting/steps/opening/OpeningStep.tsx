import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Section } from '../../../document/parts/Section.tsx'
import { useRoom } from '../../room.ts'
import { EarlierActions } from './EarlierActions.tsx'
import classes from './Opening.module.css'

/** The tone, read aloud; what became of earlier actions; and the incident in short for whoever has not read it. */
export function OpeningStep() {
  const { t } = useTranslation('meeting')
  return (
    <div className={classes.step}>
      <Tone />
      <EarlierActions />
      <section>
        <h2 className={classes.heading}>{t('opening.incident')}</h2>
        <Section name="summary" heading={null} readOnly />
      </section>
    </div>
  )
}

function Tone() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const isRead = view.progress.toneAcknowledged
  return (
    <section aria-label={t('tone.title')}>
      <h2 className={classes.heading}>{t('tone.title')}</h2>
      <blockquote className={classes.tone}>{t('tone.text')}</blockquote>
      {isRead && <p className={classes.done}>✓ {t('tone.done')}</p>}
      {!isRead && view.you.facilitator && view.status === 'running' && (
        <Button size="sm" onClick={() => run({ type: 'acknowledgeTone' })}>
          {t('tone.acknowledge')}
        </Button>
      )}
    </section>
  )
}
