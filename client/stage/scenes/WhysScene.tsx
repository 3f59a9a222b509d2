import { useTranslation } from 'react-i18next'
import { factorTitle } from '../../../shared/document/factorGroups.ts'
import type { Why } from '../../../shared/document/postmortem.ts'
import classes from './Causes.module.css'
import type { SceneProps } from './Scene.tsx'

const DEPTH = 6

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
        <li className={classes.why} data-lit>
          {factorTitle(factor, postmortem.factors)}
        </li>
      </ul>
      {levels.map((level, depth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a level is its depth
        <ul key={depth} className={classes.level}>
          {level.map(why => (
            <li key={why.id} className={classes.why} data-systemic={why.systemic || undefined}>
              <span className={classes.arrow}>{t('factors.why')} →</span>
              {why.text}
            </li>
          ))}
        </ul>
      ))}
    </div>
  )
}

/** The whys that answer `root`, then those that answer these, each once, to the depth that a wall can show. */
export function levelsBelow(root: string, whys: readonly Why[]): readonly (readonly Why[])[] {
  const seen = new Set<string>()
  const levels: (readonly Why[])[] = []
  let parents: readonly string[] = [root]
  while (parents.length > 0 && levels.length < DEPTH) {
    const level = whys.filter(
      why => !seen.has(why.id) && why.parents.some(parent => parents.includes(parent)),
    )
    if (level.length === 0) break
    for (const why of level) seen.add(why.id)
    levels.push(level)
    parents = level.map(why => why.id)
  }
  return levels
}
