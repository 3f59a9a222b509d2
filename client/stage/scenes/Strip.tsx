import { useTranslation } from 'react-i18next'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import { durationText } from '../../document/parts/timeline/clockTexts.ts'
import { momentsOf, stripModel } from '../../document/parts/timeline/stripModel.ts'
import classes from './Scenes.module.css'

const NARROW = 0.11

/** The incident to scale, from onset to resolution, with how long each stretch took. */
export function Strip({ postmortem }: { readonly postmortem: Postmortem }) {
  const { t } = useTranslation('stage')
  const strip = stripModel(momentsOf(postmortem, postmortem.timeline))
  if (!strip) return null
  return (
    <div className={classes.strip}>
      {strip.spans.map((span, place) => (
        <span
          key={span.from}
          className={classes.span}
          style={{ flexGrow: Math.max(NARROW, span.to - span.from) }}
        >
          <span className={classes.spanLine} />
          <b>{durationText(span.ms)}</b>
          <span className={classes.moment}>
            {t(`moment.${strip.points[place + 1]?.moment ?? 'resolve'}`)}
          </span>
        </span>
      ))}
    </div>
  )
}
