import { useTranslation } from 'react-i18next'
import { MINUTE } from '../../../shared/base/time.ts'
import { zonedTime } from '../../hooks/clockText.ts'
import { useJoinLink } from '../../hooks/useJoinLink.ts'
import { useNow } from '../../hooks/useNow.ts'
import { JoinCode } from '../frame/JoinCode.tsx'
import type { SceneProps } from './Scene.tsx'
import classes from './Scenes.module.css'

/** Before the start: what this is about, when it begins, who is here, and a code to join with. */
export function LobbyScene({ view, postmortem }: SceneProps) {
  const { t } = useTranslation('stage')
  const now = useNow(15_000)
  const { link, isKnown } = useJoinLink(postmortem.id)
  const { start } = view.schedule
  const here = view.people.filter(person => person.connected)
  const minutes = Math.round(view.steps.reduce((sum, step) => sum + step.plannedMs, 0) / MINUTE)
  return (
    <div className={classes.lobby}>
      <div>
        <h1 className={classes.lobbyTitle} dir="auto">
          {postmortem.title || t('untitled')}
        </h1>
        <p className={classes.second}>
          {[postmortem.severity, postmortem.incident, t('lobby.agenda', { count: minutes })]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className={classes.count}>
          {start > now ? t('lobby.starts', { time: zonedTime(start) }) : t('lobby.now')}
        </p>
        <ul className={classes.names}>
          {here.map(person => (
            <li key={person.id} dir="auto">
              {person.name}
            </li>
          ))}
        </ul>
      </div>
      <figure className={classes.join}>
        {isKnown && (
          <>
            <JoinCode
              address={link?.url ?? `${location.origin}/p/${postmortem.id}/meeting`}
              className={classes.code ?? ''}
            />
            <figcaption>{t(link ? 'lobby.join' : 'lobby.closed')}</figcaption>
          </>
        )}
      </figure>
    </div>
  )
}
