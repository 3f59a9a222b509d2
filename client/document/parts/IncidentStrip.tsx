import { useMediaQuery } from '@mantine/hooks'
import { type CSSProperties, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFacts } from '../../hooks/useFacts.ts'
import { useList } from '../../hooks/useList.ts'
import { clockTime, durationText } from './timeline/clockTexts.ts'
import classes from './timeline/IncidentStrip.module.css'
import { labelLevels, type Moments, momentsOf, stripModel } from './timeline/stripModel.ts'

/** The incident to scale, from onset to resolution, with how long each stretch took. Empty while times are missing. */
export function IncidentStrip() {
  const { startedAt, detectedAt, mitigatedAt, resolvedAt } = momentsOf(useFacts(), useList('timeline'))
  return <Strip {...{ startedAt, detectedAt, mitigatedAt, resolvedAt }} />
}

/** Drawn again when one of the four moments changes, and not with every letter of the timeline. */
const Strip = memo(function Strip(moments: Moments) {
  const { t } = useTranslation('document')
  const strip = stripModel(moments)
  const isNarrow = useMediaQuery('(max-width: 40em)', false)
  if (!strip) return null
  const totals = [
    ['toDetect', strip.toDetect],
    ['toMitigate', strip.toMitigate],
    ['toResolve', strip.toResolve],
  ] as const
  const levels = labelLevels(
    strip.points.map(point => point.share),
    isNarrow ? 0.38 : 0.17,
  )
  const height = Math.max(...levels) + 1
  return (
    <figure className={classes.strip} aria-label={t('strip.label')}>
      <div className={classes.labels} style={{ height: height * 20 }}>
        {strip.points.map((point, index) => (
          <span
            key={point.moment}
            className={classes.label}
            data-end={point.share > 0.5 || undefined}
            style={{ ...at(point.share), bottom: (levels[index] ?? 0) * 20 }}
          >
            {t(`kinds.${point.moment}`)} <time dateTime={point.at}>{clockTime(point.at)}</time>
          </span>
        ))}
      </div>
      <div className={classes.line} aria-hidden>
        {strip.points.map((point, index) => (
          <span
            key={point.moment}
            className={classes.tick}
            style={{ ...at(point.share), height: 9 + (levels[index] ?? 0) * 20 }}
          />
        ))}
      </div>
      <div className={classes.spans} aria-hidden>
        {strip.spans.map(span =>
          span.to - span.from < 0.08 ? null : (
            <span key={span.from} className={classes.span} style={at((span.from + span.to) / 2)}>
              {durationText(span.ms)}
            </span>
          ),
        )}
      </div>
      <figcaption className={classes.totals}>
        {totals.map(([name, ms]) =>
          ms === null ? null : (
            <span key={name}>
              {t(`strip.${name}`)} <strong>{durationText(ms)}</strong>
            </span>
          ),
        )}
      </figcaption>
    </figure>
  )
})

const at = (share: number): CSSProperties => ({ '--at': `${share * 100}%` }) as CSSProperties
