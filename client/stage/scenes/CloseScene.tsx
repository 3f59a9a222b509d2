import { useTranslation } from 'react-i18next'
import { shortDay } from '../../hooks/rowTime.ts'
import type { SceneProps } from './Scene.tsx'
import classes from './Scenes.module.css'

const MOST = 9

/** Owners and dates, to be read aloud, and the day of publishing. */
export function CloseScene({ view, postmortem }: SceneProps) {
  const { t } = useTranslation('stage')
  const { actions } = postmortem
  return (
    <div className={classes.close}>
      {actions.length === 0 && <p className={classes.second}>{t('close.none')}</p>}
      <ol className={classes.owners}>
        {actions.slice(0, MOST).map(action => {
          const owner = action.owner.trim()
          const isAccepted = owner !== '' && view.progress.accepted[action.id] === owner
          return (
            <li
              key={action.id}
              className={classes.owned}
              data-accepted={isAccepted || undefined}
              data-lit={action.id === view.spotlight?.item || undefined}
            >
              <span className={classes.cellText} dir="auto">
                {action.text}
              </span>
              <b dir="auto">{owner || t('actions.noOwner')}</b>
              <span>{action.due ? shortDay(action.due) : t('actions.noDue')}</span>
              <span className={classes.accepted}>
                {isAccepted ? `✓ ${t('close.accepted')}` : t('close.open')}
              </span>
            </li>
          )
        })}
      </ol>
      {actions.length > MOST && (
        <p className={classes.quiet}>{t('actions.more', { count: actions.length - MOST })}</p>
      )}
      <p className={classes.publish}>
        {view.publishOn ? t('close.publish', { date: shortDay(view.publishOn) }) : t('close.noPublish')}
      </p>
    </div>
  )
}
