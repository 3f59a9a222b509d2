import { useMediaQuery } from '@mantine/hooks'
import { type CSSProperties, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFacts } from '../../hooks/useFacts.ts'
import { useList } from '../../hooks/useList.ts'
import { clockTime, durationText, shortDay, utcDay } from './timeline/clockTexts.ts'
import classes from './timeline/IncidentStrip.module.css'
import { labelPlaces } from './timeline/stripLabels.ts'
import { type Moments, momentsOf, stripModel } from './timeline/stripModel.ts'

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
  const known = totals.filter(([, ms]) => ms !== null)
  const isOneDay = new Set(strip.points.map(({ at }) => utcDay(at))).size === 1
  const when = (at: string): string =>
    isOneDay ? clockTime(at) : `${shortDay(at).replace(/ \d+$/, '')}${isNarrow ? '' : ` ${clockTime(at)}`}`
  const places = labelPlaces(
    strip.points.map(point => point.share),
    isNarrow ? 0.33 : isOneDay ? 0.17 : 0.21,
  )
  const height = Math.max(...places.map(({ level }) => level)) + 1
  return (
    <figure className={classes.strip} aria-label={t('strip.label')}>
      <div className={classes.labels} style={{ height: height * 20 }}>
        {strip.points.map((point, index) => (
          <span
            key={point.moment}
            className={classes.label}
            data-end={places[index]?.isLeft || undefined}
            style={{ ...at(point.share), bottom: (places[index]?.level ?? 0) * 20 }}
          >
            {t(`kinds.${point.moment}`)} <time dateTime={point.at}>{when(point.at)}</time>
          </span>
        ))}
      </div>
      <div className={classes.line} aria-hidden>
        {strip.points.map((point, index) => (
          <span
            key={point.moment}
            className={classes.tick}
            style={{ ...at(point.share), height: 9 + (places[index]?.level ?? 0) * 20 }}
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
        {known.map(([name, ms], index) => (
          <span key={name}>
            {index === 0 ? t('strip.time', { until: t(`strip.${name}`) }) : t(`strip.${name}`)}{' '}
            <strong>{durationText(ms ?? 0)}</strong>
          </span>
        ))}
      </figcaption>
    </figure>
  )
})

const at = (share: number): CSSProperties => ({ '--at': `${share * 100}%` }) as CSSProperties
