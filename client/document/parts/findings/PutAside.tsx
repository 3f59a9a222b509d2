import type { Finding } from '../../../../shared/checks/finding.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useWords } from '../rows/useWords.ts'
import { dismissedIn } from './dismissed.ts'
import classes from './FindingNote.module.css'
import { findingKey, ruleKey } from './place.ts'

/** Puts a remark aside where it is read: this one, or its kind in the whole document. The caret stays where it is. */
export function PutAside({ finding }: { readonly finding: Finding }) {
  const t = useWords()
  const dismissed = dismissedIn(useConnection().postmortem)
  const choices = [
    ['panel.dismiss', 'panel.dismissLong', findingKey(finding)],
    ['panel.dismissRule', 'panel.dismissRuleLong', ruleKey(finding)],
  ] as const
  return (
    <div className={classes.aside}>
      {choices.map(([word, long, key]) => (
        <button
          key={word}
          type="button"
          aria-label={t(long)}
          title={t(long)}
          onMouseDown={event => event.preventDefault()}
          onClick={() => dismissed.add(key)}
        >
          {t(word)}
        </button>
      ))}
    </div>
  )
}
