import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeetingView } from '../../../shared/meeting/view.ts'
import { wallTime } from '../../hooks/clockText.ts'
import { useJoinLink } from '../../hooks/useJoinLink.ts'
import { usePeople } from '../../hooks/usePeople.ts'
import { useStatus } from '../../hooks/useStatus.ts'
import classes from './Frame.module.css'
import { JoinCode } from './JoinCode.tsx'
import type { StageTheme } from './useStageTheme.ts'

/** Whose hands are up, who is here, how to join, and an honest note when the connection is lost. */
export function StageFooter(props: {
  readonly view: MeetingView | null
  readonly postmortem: string
  readonly theme: StageTheme
  readonly onTheme: () => void
}) {
  const { t } = useTranslation('stage')
  const { view, postmortem, theme, onTheme } = props
  const people = usePeople()
  const { link } = useJoinLink(postmortem)
  const here = view ? view.people.filter(person => person.connected).length : people.length
  const speaker = view?.people.find(person => person.id === view.speaker)
  return (
    <footer className={classes.footer}>
      <div className={classes.hands}>
        {speaker && <b>{t('speaks', { name: speaker.name })}</b>}
        {view && view.hands.length > 0 && (
          <span>{t('hands', { names: view.hands.map(hand => hand.name).join(', ') })}</span>
        )}
      </div>
      <ConnectionNote />
      <button type="button" className={classes.theme} onClick={onTheme}>
        {theme === 'dark' ? t('light') : t('dark')}
      </button>
      {here > 0 && <span>{t('here', { count: here })}</span>}
      {view?.status === 'running' && link && (
        <JoinCode address={link.url} className={classes.smallCode ?? ''} />
      )}
    </footer>
  )
}

/** Since when this is only a memory: shown once the server has been away for a moment. */
function ConnectionNote() {
  const { t } = useTranslation('stage')
  const status = useStatus()
  const isLost = status.kind === 'offline'
  const [since, setSince] = useState<number | null>(null)
  useEffect(() => {
    if (!isLost) {
      setSince(null)
      return
    }
    const lostAt = Date.now()
    const timer = setTimeout(() => setSince(lostAt), 2_500)
    return () => clearTimeout(timer)
  }, [isLost])
  if (status.kind === 'closed') return <p className={classes.note}>{t('closed')}</p>
  if (since === null) return null
  return <p className={classes.note}>{t('lost', { time: wallTime(since) })}</p>
}
