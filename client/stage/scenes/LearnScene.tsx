import { useTranslation } from 'react-i18next'
import type { SceneProps } from './Scene.tsx'
import classes from './Scenes.module.css'

const MOST = 15

/** A wall of what people learned, without names; the newest stay when it is full. */
export function LearnScene({ view }: SceneProps) {
  const { t } = useTranslation('stage')
  const { learnings, asked } = view
  if (learnings.length === 0) {
    return (
      <div className={classes.words}>
        <p className={classes.tone}>{t('learn.empty')}</p>
      </div>
    )
  }
  const first = Math.max(0, learnings.length - MOST)
  return (
    <div className={classes.learn}>
      <ul className={classes.wall} data-many={learnings.length > 6 || undefined}>
        {learnings.slice(first).map((learning, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the wall only grows at its end
          <li key={first + place} className={classes.learning}>
            {learning.text}
          </li>
        ))}
      </ul>
      {asked.of > 0 && (
        <p className={classes.quiet}>{t('learn.asked', { count: asked.count, of: asked.of })}</p>
      )}
    </div>
  )
}
