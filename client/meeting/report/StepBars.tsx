import { useTranslation } from 'react-i18next'
import type { MeetingReport } from '../../../shared/meeting/report.ts'
import { wholeMinutes } from '../../hooks/clockText.ts'
import classes from './Report.module.css'

/** Minutes planned and spent of each step, one bar above the other on one scale. */
export function StepBars({ steps }: { readonly steps: MeetingReport['steps'] }) {
  const { t } = useTranslation('meeting')
  const most = Math.max(1, ...steps.flatMap(step => [step.plannedMs, step.spentMs]))
  const width = (ms: number): string => `${(100 * ms) / most}%`
  return (
    <>
      <p className={classes.legend}>
        <span data-of="planned">{t('report.planned')}</span>
        <span data-of="spent">{t('report.spent')}</span>
      </p>
      <ol className={classes.steps}>
        {steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two steps may have one title, and none ever moves
          <li key={place} className={classes.step}>
            <span className={classes.name}>{step.title}</span>
            <span className={classes.bars} aria-hidden>
              <i data-of="planned" style={{ inlineSize: width(step.plannedMs) }} />
              <i
                data-of="spent"
                data-over={step.spentMs > step.plannedMs + 30_000 || undefined}
                style={{ inlineSize: width(step.spentMs) }}
              />
            </span>
            <span className={classes.minutes}>
              {t('rail.spentOf', {
                spent: wholeMinutes(step.spentMs),
                planned: wholeMinutes(step.plannedMs),
              })}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
