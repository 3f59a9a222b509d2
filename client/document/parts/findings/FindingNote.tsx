import { IconAlertTriangle, IconBulb, IconHandStop } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Finding, FindingSeverity } from '../../../../shared/checks/finding.ts'
import { useWords } from '../rows/useWords.ts'
import classes from './FindingNote.module.css'

const ICONS: Record<FindingSeverity, ComponentType<{ size?: number; 'aria-hidden'?: boolean }>> = {
  info: IconBulb,
  warn: IconAlertTriangle,
  block: IconHandStop,
}

/** One finding in words: what was noticed, and the question to ask instead. */
export function FindingNote(props: {
  readonly finding: Finding
  /** The words meant, where the note does not stand beside them. */
  readonly excerpt?: string
}) {
  const { finding, excerpt = '' } = props
  const t = useWords()
  const Icon = ICONS[finding.severity]
  return (
    <div className={classes.note} data-severity={finding.severity}>
      <Icon size={16} aria-hidden />
      <div>
        {excerpt && <p className={classes.excerpt}>“{excerpt}”</p>}
        <p className={classes.reason}>
          <span className={classes.severity}>{t(`findings.${finding.severity}`)}</span> {finding.reason}
        </p>
        {finding.suggestion && <p className={classes.suggestion}>{finding.suggestion}</p>}
      </div>
    </div>
  )
}

/** The icon of the most serious of some findings. */
export function SeverityIcon({
  findings,
  size,
}: {
  readonly findings: readonly Finding[]
  readonly size: number
}) {
  const severities = findings.map(finding => finding.severity)
  const worst = (['block', 'warn'] as const).find(severity => severities.includes(severity)) ?? 'info'
  const Icon = ICONS[worst]
  return (
    <span className={classes.icon} data-severity={worst}>
      <Icon size={size} aria-hidden />
    </span>
  )
}
