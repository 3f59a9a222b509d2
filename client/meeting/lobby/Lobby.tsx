import { Anchor, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useConnection } from '../../hooks/useConnection.ts'
import { useCalmPostmortem } from '../../hooks/usePostmortem.ts'
import { useRoom } from '../room.ts'
import { OwnCards } from '../steps/cards/OwnCards.tsx'
import { AgendaChoice } from './AgendaChoice.tsx'
import classes from './Lobby.module.css'
import { LobbyPeople } from './LobbyPeople.tsx'
import { Readiness } from './Readiness.tsx'
import { Schedule } from './Schedule.tsx'

/** Before the start: who is here, what is ready, the agenda, and what can be done ahead (M24). */
export function Lobby() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const postmortem = useCalmPostmortem()
  const { isLocal } = useConnection()
  const { you, cards } = view
  const confirmed = postmortem.timeline.filter(row => row.state === 'confirmed').length
  return (
    <main className={classes.lobby}>
      <div className={classes.main}>
        <h1 className={classes.title}>{t('lobby.title')}</h1>
        <Schedule />
        {you.facilitator ? (
          <div className={classes.row}>
            <Button size="md" onClick={() => run({ type: 'startMeeting' })}>
              {t('lobby.start')}
            </Button>
            <span className={classes.hint}>{t('lobby.startHint')}</span>
          </div>
        ) : (
          <p className={classes.lead}>{t(you.participant ? 'lobby.wait' : 'lobby.waitViewer')}</p>
        )}
        <AgendaChoice />
        <section>
          <h2 className={classes.heading}>{t('lobby.tone')}</h2>
          <p className={classes.tone}>{t('tone.text')}</p>
        </section>
      </div>
      <div className={classes.side}>
        <LobbyPeople />
        <Readiness />
        <section>
          <p className={classes.row}>
            {!isLocal && (
              <Anchor component={Link} href={`/p/${postmortem.id}`} size="sm">
                {t('lobby.readDraft')}
              </Anchor>
            )}
            <span className={classes.hint}>
              {t('lobby.confirmRows', { count: confirmed, of: postmortem.timeline.length })}
            </span>
          </p>
        </section>
        {you.participant && cards.open && (
          <section>
            <h2 className={classes.heading}>{t('brainstorm.ahead')}</h2>
            <p className={classes.hint}>{t('brainstorm.aheadHint')}</p>
            <OwnCards />
          </section>
        )}
      </div>
    </main>
  )
}
