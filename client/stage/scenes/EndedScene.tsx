import { useTranslation } from 'react-i18next'
import { shortDay } from '../../hooks/rowTime.ts'
import type { SceneProps } from './Scene.tsx'
import classes from './Scenes.module.css'

/** The end: what came of it, in three numbers, and thanks. */
export function EndedScene({ view, postmortem }: SceneProps) {
  const { t } = useTranslation('stage')
  const { closing } = view
  return (
    <div className={classes.words}>
      <h1 className={classes.tone}>{t('ended.title')}</h1>
      <p className={classes.second}>
        {[
          t('ended.actions', { count: postmortem.actions.length }),
          t('ended.learnings', { count: view.learnings.length }),
          view.publishOn && t('close.publish', { date: shortDay(view.publishOn) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {closing.learned !== null && closing.answered > 0 && (
        <p className={classes.second}>
          {t('ended.learned', { count: closing.learned, of: closing.answered })}
        </p>
      )}
      <p className={classes.count}>{t('ended.thanks')}</p>
    </div>
  )
}
