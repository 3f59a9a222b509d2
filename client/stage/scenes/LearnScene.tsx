import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDensity } from '../frame/useDensity.ts'
import type { SceneProps } from './Scene.tsx'
import classes from './Scenes.module.css'

/** The newest that are shown, by how tightly the wall is set. */
const SHOWN = [30, 30, 30, 12, 8] as const
/** So few are set large, one below the other. */
const FEW = 3

/** A wall of what people learned, without names; the newest stay when it is full. */
export function LearnScene({ view }: SceneProps) {
  const { t } = useTranslation('stage')
  const { learnings, asked } = view
  const wall = useRef<HTMLUListElement>(null)
  const content = learnings.map(learning => learning.text.length).join(' ')
  const density = useDensity(wall, content, SHOWN.length - 1)
  if (learnings.length === 0) {
    return (
      <div className={classes.words}>
        <p className={classes.tone}>{t('learn.empty')}</p>
      </div>
    )
  }
  const first = Math.max(0, learnings.length - (SHOWN[density] ?? 8))
  return (
    <div className={classes.learn}>
      <ul
        className={classes.wall}
        ref={wall}
        data-density={Math.min(density, 2)}
        data-few={(density === 0 && learnings.length <= FEW) || undefined}
      >
        {learnings.slice(first).map((learning, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the wall only grows at its end
          <li key={first + place} className={classes.learning} dir="auto">
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
