import { HoverCard } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../../shared/checks/finding.ts'
import classes from './FindingNote.module.css'
import { FindingNote, SeverityIcon } from './FindingNote.tsx'

/** A small mark beside a row that says, on hover, focus or tap, what was noticed in it. */
export const FindingHint = memo(function FindingHint({
  findings,
}: {
  readonly findings: readonly Finding[]
}) {
  const { t } = useTranslation('document')
  if (findings.length === 0) return null
  return (
    <HoverCard openDelay={120} closeDelay={80} width={320} position="bottom-end" withinPortal>
      <HoverCard.Target>
        <button
          type="button"
          className={classes.hint}
          aria-label={t('findings.count', { count: findings.length })}
        >
          <SeverityIcon findings={findings} size={16} />
        </button>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <div className={classes.list}>
          {findings.map(finding => (
            <FindingNote key={`${finding.rule}${finding.span?.start ?? ''}`} finding={finding} />
          ))}
        </div>
      </HoverCard.Dropdown>
    </HoverCard>
  )
})
