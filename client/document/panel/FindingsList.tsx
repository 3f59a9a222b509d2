import { memo, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, FindingSeverity } from '../../../shared/checks/finding.ts'
import { readerOf } from '../../hooks/documentReader.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { excerptOf } from '../parts/findings/excerpt.ts'
import { FindingNote } from '../parts/findings/FindingNote.tsx'
import { findingKey, ruleKey } from '../parts/findings/place.ts'
import { useShownFindings } from '../parts/findings/useShownFindings.ts'
import { jumpTo } from '../parts/jump.ts'
import classes from './SidePanel.module.css'

const SEVERITIES = ['block', 'warn', 'info'] as const satisfies readonly FindingSeverity[]

/** So many remarks of one kind are listed; the same remark on each row of a table says no more. */
const OF_ONE_RULE = 3

/** From so many remarks on, they can be narrowed down to one kind. */
const MANY = 5

/** What the checks noticed, the most serious first; each leads to its place or can be put aside. */
export function FindingsList({ onJump }: { readonly onJump: () => void }) {
  const { t } = useTranslation('document')
  const connection = useConnection()
  const { isChecked, findings, hidden, dismissed } = useShownFindings()
  const [isWhole, setWhole] = useState(false)
  const [asked, setAsked] = useState<FindingSeverity | null>(null)
  const kinds = SEVERITIES.flatMap(severity => {
    const count = findings.filter(finding => finding.severity === severity).length
    return count > 0 ? [{ severity, count }] : []
  })
  // What was asked for may all be put aside meanwhile.
  const only = kinds.length > 1 && kinds.some(({ severity }) => severity === asked) ? asked : null
  const { items, more } = useMemo(() => {
    const postmortem = readerOf(connection).postmortem.get()
    const chosen = findings.filter(({ severity }) => only === null || severity === only)
    const shown = listed(chosen, isWhole)
    return {
      items: shown.map(finding => ({ finding, excerpt: excerptOf(postmortem, finding) })),
      more: chosen.length - shown.length,
    }
  }, [connection, findings, isWhole, only])
  return (
    <section className={classes.section} aria-label={t('panel.findings')}>
      <h2 className={classes.heading}>
        {t('panel.findings')}
        <span>{findings.length > 0 ? findings.length : ''}</span>
      </h2>
      {isChecked && findings.length === 0 && <p className={classes.quiet}>{t('panel.noFindings')}</p>}
      {kinds.length > 1 && findings.length >= MANY && (
        <fieldset className={classes.kinds} aria-label={t('panel.kinds')}>
          {kinds.map(({ severity, count }) => (
            <button
              key={severity}
              type="button"
              aria-pressed={severity === only}
              onClick={() => setAsked(severity === only ? null : severity)}
            >
              {t(`findings.kinds.${severity}`)} <span>{count}</span>
            </button>
          ))}
        </fieldset>
      )}
      <ul className={classes.list}>
        {items.map(({ finding, excerpt }, index) => (
          <FindingItem
            // biome-ignore lint/suspicious/noArrayIndexKey: two remarks on the same words differ only in their place
            key={`${findingKey(finding)} ${index}`}
            finding={finding}
            excerpt={excerpt}
            onJump={onJump}
            onDismiss={dismissed.add}
          />
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className={classes.jump} onClick={() => setWhole(true)}>
          {t('panel.showAll', { count: more })}
        </button>
      )}
      {hidden > 0 && (
        <button type="button" className={classes.jump} onClick={() => dismissed.clear()}>
          {t('panel.showDismissed', { count: hidden })}
        </button>
      )}
    </section>
  )
}

const FindingItem = memo(function FindingItem(props: {
  readonly finding: Finding
  readonly excerpt: string
  readonly onJump: () => void
  readonly onDismiss: (key: string) => void
}) {
  const { finding, excerpt, onJump, onDismiss } = props
  const { t } = useTranslation('document')
  const [shown, setShown] = useState(0)
  const { rows = [], where } = finding
  const show = (): void => {
    onJump()
    const next = rows[shown % rows.length]
    jumpTo(next === undefined ? where : { in: 'timeline', id: next })
    if (next !== undefined) setShown((shown % rows.length) + 1)
  }
  return (
    <li className={classes.finding}>
      <FindingNote finding={finding} excerpt={excerpt} />
      <div className={classes.buttons}>
        <button type="button" className={classes.jump} onClick={show}>
          {shown === 0 ? t('panel.show') : t('panel.showNext', { shown, count: rows.length })}
        </button>
        <button type="button" className={classes.jump} onClick={() => onDismiss(findingKey(finding))}>
          {t('panel.dismiss')}
        </button>
        <button
          type="button"
          className={classes.jump}
          aria-label={t('panel.dismissRuleLong')}
          title={t('panel.dismissRuleLong')}
          onClick={() => onDismiss(ruleKey(finding))}
        >
          {t('panel.dismissRule')}
        </button>
      </div>
    </li>
  )
})

function listed(findings: readonly Finding[], isWhole: boolean): readonly Finding[] {
  const sorted = findings.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
  if (isWhole) return sorted
  const counts = new Map<string, number>()
  return sorted.filter(({ rule }) => {
    const count = (counts.get(rule) ?? 0) + 1
    counts.set(rule, count)
    return count <= OF_ONE_RULE
  })
}
