import { IconCheck, IconPencil, IconX } from '@tabler/icons-react'
import { memo } from 'react'
import type { ActionVerdict } from '../../../../shared/checks/actions/checkAction.ts'
import type { Finding } from '../../../../shared/checks/finding.ts'
import { HoverNote } from '../findings/HoverNote.tsx'
import { useWords } from '../rows/useWords.ts'
import classes from './Actions.module.css'

const ICONS = { pass: IconCheck, revise: IconPencil, reject: IconX } as const

/** Whether an action is one that can be done and checked, and what would make it so. */
export const Verdict = memo(function Verdict(props: {
  readonly verdict: ActionVerdict
  readonly findings: readonly Finding[]
}) {
  const { verdict, findings } = props
  const t = useWords()
  const others = findings.filter(finding => !finding.rule.startsWith('action/'))
  const all = [...verdict.findings, ...others]
  const Icon = ICONS[verdict.verdict]
  const word = (
    <>
      <Icon size={14} aria-hidden /> {t(`verdicts.${verdict.verdict}`)}
    </>
  )
  if (all.length === 0) {
    return (
      <span className={classes.verdict} data-verdict={verdict.verdict}>
        {word}
      </span>
    )
  }
  return (
    <HoverNote findings={all} className={classes.verdict ?? ''} verdict={verdict.verdict}>
      {word}
    </HoverNote>
  )
})
