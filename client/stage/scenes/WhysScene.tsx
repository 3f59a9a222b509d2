import { useTranslation } from 'react-i18next'
import { factorTitle } from '../../../shared/document/factorGroups.ts'
import classes from './Causes.module.css'
import { levelsBelow } from './levels.ts'
import type { SceneProps } from './Scene.tsx'

/** The whys below the factor in the spotlight, level by level; a why with two parents stands below the first. */
export function WhysScene({ view, postmortem }: SceneProps) {
  const { t } = useTranslation('stage')
  const factor = postmortem.factors.find(other => other.id === view.spotlight?.item)
  if (!factor) return null
  const levels = levelsBelow(factor.id, postmortem.whys)
  return (
    <div
      className={classes.whys}
      style={{ gridTemplateColumns: `repeat(${levels.length + 1}, minmax(0, 1fr))` }}
    >
      <ul className={classes.level}>
        <li className={classes.why} data-lit dir="auto">
          {factorTitle(factor, postmortem.factors)}
        </li>
      </ul>
      {levels.map((level, depth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a level is its depth
        <ul key={depth} className={classes.level}>
          {level.map(why => (
            <li key={why.id} className={classes.why} data-systemic={why.systemic || undefined}>
              <span className={classes.arrow}>{t('factors.why')} →</span>
              <span className={classes.whyText} dir="auto">
                {why.text}
              </span>
            </li>
          ))}
        </ul>
      ))}
    </div>
  )
}
