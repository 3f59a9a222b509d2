import { useTranslation } from 'react-i18next'
import { usePostmortem } from '../../hooks/usePostmortem.ts'
import { excerptOf } from '../parts/findings/excerpt.ts'
import { FindingNote } from '../parts/findings/FindingNote.tsx'
import { findingKey } from '../parts/findings/place.ts'
import { useShownFindings } from '../parts/findings/useShownFindings.ts'
import { jumpTo } from '../parts/jump.ts'
import classes from './SidePanel.module.css'

const ORDER = { block: 0, warn: 1, info: 2 } as const

/** What the checks noticed, the most serious first; each leads to its place or can be put aside. */
export function FindingsList({ onJump }: { readonly onJump: () => void }) {
  const { t } = useTranslation('document')
  const { findings, hidden, dismissed } = useShownFindings()
  const postmortem = usePostmortem()
  const sorted = findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity])
  return (
    <section className={classes.section} aria-label={t('panel.findings')}>
      <h2 className={classes.heading}>
        {t('panel.findings')}
        <span>{findings.length > 0 ? findings.length : ''}</span>
      </h2>
      {findings.length === 0 && <p className={classes.quiet}>{t('panel.noFindings')}</p>}
      <ul className={classes.list}>
        {sorted.map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two remarks on the same words differ only in their place
          <li key={`${findingKey(finding)} ${index}`} className={classes.finding}>
            <FindingNote finding={finding} excerpt={excerptOf(postmortem, finding)} />
            <div className={classes.buttons}>
              <button
                type="button"
                className={classes.jump}
                onClick={() => {
                  onJump()
                  jumpTo(finding.where)
                }}
              >
                {t('panel.show')}
              </button>
              <button
                type="button"
                className={classes.jump}
                onClick={() => dismissed.add(findingKey(finding))}
              >
                {t('panel.dismiss')}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className={classes.jump} onClick={() => dismissed.clear()}>
          {t('panel.showDismissed', { count: hidden })}
        </button>
      )}
    </section>
  )
}
