import { useTranslation } from 'react-i18next'
import { CATEGORIES, type Category, type Factor } from '../../../shared/document/postmortem.ts'
import classes from './Causes.module.css'
import type { SceneProps } from './Scene.tsx'

const UPPER: readonly (Category | '')[] = CATEGORIES.slice(0, 3)
const LOWER: readonly (Category | '')[] = [...CATEGORIES.slice(3), '']
const MOST = 5

/** The factors as a fishbone: a bone for each category, the incident as the head; an empty bone says so. */
export function FishboneScene({ view, postmortem }: SceneProps) {
  const { t } = useTranslation('stage')
  const isLit = (factor: Factor): boolean => factor.id === view.spotlight?.item
  const bone = (category: Category | '', side: 'up' | 'down') => {
    const factors = postmortem.factors.filter(factor => factor.category === category)
    if (category === '' && factors.length === 0) return <div key="none" />
    const shown = factors.filter((factor, place) => place < MOST || isLit(factor))
    return (
      <section key={category || 'none'} className={classes.bone} data-side={side}>
        <h2 className={classes.category}>{category ? t(`category.${category}`) : t('factors.noCategory')}</h2>
        <ul>
          {shown.map(factor => (
            <li
              key={factor.id}
              dir="auto"
              data-lit={isLit(factor) || undefined}
              data-chosen={factor.chosen || undefined}
            >
              {factor.text}
            </li>
          ))}
          {factors.length === 0 && <li className={classes.empty}>{t('factors.empty')}</li>}
          {factors.length > shown.length && (
            <li className={classes.empty}>{t('group.more', { count: factors.length - shown.length })}</li>
          )}
        </ul>
      </section>
    )
  }
  return (
    <div className={classes.fishbone}>
      <div className={classes.bones}>
        <div className={classes.side}>{UPPER.map(category => bone(category, 'up'))}</div>
        <div className={classes.spine} />
        <div className={classes.side}>{LOWER.map(category => bone(category, 'down'))}</div>
      </div>
      <p className={classes.head} dir="auto">
        {postmortem.title || t('factors.effect')}
      </p>
    </div>
  )
}
