import { useTranslation } from 'react-i18next'
import { SEVERITIES } from '../../shared/document/postmortem.ts'
import type { MonthCount } from '../../shared/library/trends.ts'
import { barsOf, niceTop, type Part } from './bars.ts'
import classes from './Trends.module.css'

const HEIGHT = 180
const SHOWN = 36

/** Reviews a month, incidents by severity with near misses on top; one bar a month. */
export function MonthChart({ months }: { readonly months: readonly MonthCount[] }) {
  const { t } = useTranslation('trends')
  const shown = months.slice(-SHOWN)
  if (shown.length === 0) return null
  const bars = shown.map(barsOf)
  const top = niceTop(Math.max(...bars.map(parts => parts.reduce((sum, { count }) => sum + count, 0))))
  const parts = new Set(bars.flatMap(bar => bar.map(({ part }) => part)))
  const label = (part: Part): string => (part === 'unrated' || part === 'nearMiss' ? t(part) : part)
  return (
    <section>
      <h2 className={classes.heading}>{t('perMonth')}</h2>
      <ul className={classes.legend}>
        {([...SEVERITIES, 'unrated', 'nearMiss'] as const)
          .filter(part => parts.has(part))
          .map(part => (
            <li key={part}>
              <span className={classes.swatch} data-part={part} />
              {label(part)}
            </li>
          ))}
      </ul>
      <div className={classes.chart} style={{ height: HEIGHT }}>
        {[top, top / 2].map(line => (
          <span key={line} className={classes.line} style={{ bottom: `${(line / top) * 100}%` }}>
            {line}
          </span>
        ))}
        <ol className={classes.bars}>
          {shown.map((month, at) => (
            <li key={month.month} title={textOf(month)}>
              <span className={classes.hidden}>{textOf(month)}</span>
              {(bars[at] ?? []).map(({ part, count }) => (
                <span
                  key={part}
                  className={classes.part}
                  data-part={part}
                  style={{ height: `${(count / top) * 100}%` }}
                />
              ))}
            </li>
          ))}
        </ol>
      </div>
      <div className={classes.months} aria-hidden>
        {shown.map(({ month }, at) => (
          <span key={month}>{isLabelled(month, at, shown.length) && monthName(month)}</span>
        ))}
      </div>
    </section>
  )

  function textOf(month: MonthCount): string {
    const count = month.unrated + SEVERITIES.reduce((sum, severity) => sum + month.bySeverity[severity], 0)
    return t('perMonthText', { month: monthName(month.month, true), count, nearMisses: month.nearMisses })
  }
}

/** With many months only the quarters, or the years, are named. */
function isLabelled(month: string, at: number, all: number): boolean {
  if (all <= 14) return true
  return at === 0 || month.endsWith('-01') || (all <= 24 && /-(04|07|10)$/.test(month))
}

function monthName(month: string, isLong = false): string {
  const at = new Date(`${month}-01T00:00:00Z`)
  const hasYear = isLong || month.endsWith('-01')
  return new Intl.DateTimeFormat('en-GB', {
    month: isLong ? 'long' : 'short',
    ...(hasYear && { year: isLong ? 'numeric' : '2-digit' }),
    timeZone: 'UTC',
  }).format(at)
}
