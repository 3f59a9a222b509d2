import { useTranslation } from 'react-i18next'
import { NOT_CHECKED, useFindings } from '../../hooks/useFindings.ts'
import classes from './Lobby.module.css'

/** What the draft still misses before the meeting, derived from the document. */
export function Readiness() {
  const { t } = useTranslation('meeting')
  const findings = useFindings()
  const missing = findings.filter(finding => finding.rule.startsWith('readiness/'))
  // Before the checks have run once nothing is claimed.
  if (findings === NOT_CHECKED) return null
  return (
    <section>
      <h2 className={classes.heading}>{missing.length === 0 ? t('lobby.ready') : t('lobby.missing')}</h2>
      {missing.length === 0 && <p className={classes.hint}>{t('lobby.readyAll')}</p>}
      <ul className={classes.missing}>
        {missing.map(finding => (
          <li key={finding.rule + JSON.stringify(finding.where)}>{finding.reason}</li>
        ))}
      </ul>
    </section>
  )
}
