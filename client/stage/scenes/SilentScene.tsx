import { useTranslation } from 'react-i18next'
import type { SceneProps } from './Scene.tsx'
import classes from './Scenes.module.css'

/** A quiet wall while people write: the question, and a count (M10). */
export function SilentScene({ view }: SceneProps) {
  const { t } = useTranslation('stage')
  const step = view.steps[view.current ?? 0]
  return (
    <div className={classes.words}>
      <p className={classes.tone}>{step?.prompts?.[0] ?? t('silent.question')}</p>
      {view.cards.of > 0 && (
        <p className={classes.count}>
          {t('silent.count', { count: view.cards.answered, of: view.cards.of })}
        </p>
      )}
      <p className={classes.second}>{t('silent.quiet')}</p>
    </div>
  )
}
