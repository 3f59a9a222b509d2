import { useTranslation } from 'react-i18next'
import { SEVERITIES } from '../../shared/document/postmortem.ts'
import type { MonthCount } from '../../shared/library/trends.ts'
import { Bars } from './Bars.tsx'
import classes from './Trends.module.css'

/** Incidents a month, the latest twelve, with their severities in words. */
export function MonthBars({ months }: { readonly months: readonly MonthCount[] }) {
  const { t } = useTranslation('trends')
  const latest = months.slice(-12)
  const countOf = ({ bySeverity, unrated }: MonthCount): number =>
    SEVERITIES.reduce((sum, severity) => sum + bySeverity[severity], unrated)
  const severities = SEVERITIES.map(severity => ({
    severity,
    count: latest.reduce((sum, month) => sum + month.bySeverity[severity], 0),
  })).filter(({ count }) => count > 0)
  return (
    <>
      <Bars rows={latest.map(month => ({ name: month.month, count: countOf(month) }))} />
      <p className={classes.none}>
        {severities.map(({ severity, count }) => t('ofSeverity', { severity, count })).join(' · ')}
      </p>
    </>
  )
}
