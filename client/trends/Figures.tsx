import { useTranslation } from 'react-i18next'
import type { Trends } from '../../shared/library/trends.ts'
import { durationText } from './duration.ts'
import classes from './Trends.module.css'

/** The few figures that say how it went: how many, and the median times. */
export function Figures({ trends }: { readonly trends: Trends }) {
  const { t } = useTranslation('trends')
  const { medians } = trends
  const times = (['detect', 'mitigate', 'resolve'] as const).map(name => {
    const minutes = medians[name]
    return { name, text: minutes === null ? null : durationText(t, minutes) }
  })
  return (
    <dl className={classes.figures}>
      <div>
        <dt>{t('incidents')}</dt>
        <dd>{trends.incidents}</dd>
      </div>
      <div>
        <dt>{t('nearMisses')}</dt>
        <dd>{trends.nearMisses}</dd>
        <dd className={classes.note}>{t('nearMissesNote')}</dd>
      </div>
      {times.map(({ name, text }) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd className={text === null ? classes.unknown : undefined}>{text ?? t('unknown')}</dd>
          {text !== null && <dd className={classes.note}>{t('median')}</dd>}
        </div>
      ))}
    </dl>
  )
}
