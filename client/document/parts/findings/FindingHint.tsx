import { memo } from 'react'
import type { Finding } from '../../../../shared/checks/finding.ts'
import rows from '../rows/Rows.module.css'
import { useWords } from '../rows/useWords.ts'
import classes from './FindingNote.module.css'
import { SeverityIcon } from './FindingNote.tsx'
import { HoverNote } from './HoverNote.tsx'

/** A small mark beside a row that says, on hover, focus or tap, what was noticed in it. */
export const FindingHint = memo(function FindingHint({
  findings,
}: {
  readonly findings: readonly Finding[]
}) {
  const t = useWords()
  if (findings.length === 0) return null
  return (
    <HoverNote
      findings={findings}
      className={`${rows.tool} ${classes.hint}`}
      label={t('findings.count', { count: findings.length })}
    >
      <SeverityIcon findings={findings} size={16} />
    </HoverNote>
  )
})
