import { useTranslation } from 'react-i18next'
import type { SceneProps } from './Scene.tsx'
import classes from './Scenes.module.css'

/** The tone in one breath, and how far the earlier actions are. */
export function OpeningScene({ view }: SceneProps) {
  const { t } = useTranslation('stage')
  const given = view.earlier.filter(earlier => earlier.status !== null).length
  return (
    <div className={classes.words}>
      <p className={classes.tone}>{t('opening.tone')}</p>
      <p className={classes.second}>{t('opening.rule')}</p>
      {view.earlier.length > 0 && (
        <p className={classes.second}>{t('opening.earlier', { count: given, of: view.earlier.length })}</p>
      )}
    </div>
  )
}
