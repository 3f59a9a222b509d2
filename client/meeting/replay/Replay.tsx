import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type MarkedMoment, replayedAt } from '../../../shared/meeting/replay.ts'
import { clockText, wholeMinutes } from '../../hooks/clockText.ts'
import { useAnswer } from '../../hooks/useAnswer.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useRoom } from '../room.ts'
import { Controls } from './Controls.tsx'
import { changesSince } from './changes.ts'
import classes from './Replay.module.css'
import { ReplayText } from './ReplayText.tsx'
import { secondOf } from './secondOf.ts'
import { type Track, trackOf } from './track.ts'
import { useDocumentAt } from './useDocumentAt.ts'

/** The ended meeting once more: any moment with its step, its clock, the spotlight and the text as they were (M20). */
export function Replay() {
  const { t } = useTranslation('replay')
  const { postmortem } = useConnection()
  const answer = useAnswer<readonly MarkedMoment[]>(`/api/postmortems/${postmortem}/meeting/moments`)
  const moments = answer.kind === 'there' ? answer.value : NONE
  const track = useMemo(() => trackOf(moments), [moments])
  return (
    <main className={classes.replay}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('title')}</h1>
        <Button size="compact-md" variant="default" component={Link} href={`/p/${postmortem}/meeting`}>
          {t('back')}
        </Button>
      </header>
      {answer.kind === 'loading' && <p className={classes.hint}>{t('loading')}</p>}
      {answer.kind === 'refused' && <p className={classes.hint}>{answer.error.message}</p>}
      {answer.kind === 'there' && track.length === 0 && <p className={classes.hint}>{t('never')}</p>}
      {track.length > 0 && <Moving moments={moments} track={track} />}
    </main>
  )
}

const NONE: readonly MarkedMoment[] = []

function Moving(props: { readonly moments: readonly MarkedMoment[]; readonly track: Track }) {
  const { view } = useRoom()
  const { postmortem } = useConnection()
  const { moments, track } = props
  const [place, setPlace] = useState(0)
  const instant = track.instantAt(place)
  const text = useDocumentAt(postmortem, instant)
  const first = useDocumentAt(postmortem, track.instantAt(0))
  const changes = useMemo(
    () => (text.shown ? changesSince(first.shown?.postmortem ?? null, text.shown.postmortem) : NO_CHANGES),
    [first.shown, text.shown],
  )
  const moment = replayedAt(moments, instant)
  return (
    <>
      <div className={classes.controls}>
        <Now moment={moment} instant={instant} />
        <Controls track={track} place={place} onPlace={setPlace}>
          <Kept text={text} instant={instant} />
        </Controls>
      </div>
      {text.shown && (
        <div data-behind={text.isBehind || undefined} className={classes.page}>
          <ReplayText
            postmortem={text.shown.postmortem}
            spotlight={moment?.spotlight ?? null}
            kind={view.steps[moment?.step ?? -1]?.kind ?? null}
            changes={changes}
          />
        </div>
      )}
    </>
  )
}

const NO_CHANGES: ReturnType<typeof changesSince> = new Map()

/** Step, clock and time of day of the moment. */
function Now(props: { readonly moment: ReturnType<typeof replayedAt>; readonly instant: number }) {
  const { t } = useTranslation('replay')
  const { moment, instant } = props
  if (!moment) return null
  const { remainingMs, timer, status, step } = moment
  return (
    <div className={classes.now}>
      <p className={classes.step}>
        {step !== null && <span className={classes.number}>{step + 1}</span>} {moment.title}
      </p>
      <p className={classes.clock} data-over={(remainingMs !== null && remainingMs < 0) || undefined}>
        {remainingMs !== null && <b>{clockText(remainingMs)}</b>}
        <span>
          {timer && t('of', { count: wholeMinutes(timer.durationMs) })}
          {timer?.pausedAt && `, ${t('paused')}`}
          {status === 'ended' && `, ${t('ended')}`}
        </span>
      </p>
      <time className={classes.time} dateTime={new Date(instant).toISOString()}>
        {secondOf(instant)}
      </time>
    </div>
  )
}

/** Says when the text that is shown was kept, or why there is none. */
function Kept(props: { readonly text: ReturnType<typeof useDocumentAt>; readonly instant: number }) {
  const { t } = useTranslation('replay')
  const { shown, isBehind, refusal } = props.text
  if (refusal) {
    const isForOthers = refusal.code === 'access/denied'
    return <p className={classes.kept}>{isForOthers ? t('textDenied') : refusal.message}</p>
  }
  if (!shown || isBehind) return <p className={classes.kept}>{t('textLoading')}</p>
  return <p className={classes.kept}>{t('textKept', { time: secondOf(shown.keptAt, props.instant) })}</p>
}
