import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Router } from 'wouter'
import { ConnectionContext } from '../hooks/useConnection.ts'
import { useObservable } from '../hooks/useObservable.ts'
import { useSession } from '../hooks/useSession.ts'
import { lookBack, type Remark } from './lookBack.ts'
import { openPractice, type Practice } from './openPractice.ts'
import classes from './Practice.module.css'

/**
 * A practice meeting: its own screens, with a line that says what it is, and a look back at the end that nobody else
 * sees. Leaving the page ends it, and nothing of it is kept.
 */
export function PracticeScreen({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('practice')
  const session = useSession()
  const name = session.kind === 'signedIn' ? session.me.person.name : t('you')
  const [practice, setPractice] = useState<Practice | null>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round begins anew
  useEffect(() => {
    const opened = openPractice(name)
    setPractice(opened)
    return () => {
      setPractice(null)
      opened.connection.close()
    }
  }, [name, round])
  if (!practice) return null
  return (
    <ConnectionContext value={practice.connection}>
      <div className={classes.frame}>
        <aside className={classes.banner} aria-label={t('banner')}>
          <span>
            <strong>{t('banner')}</strong> {t('bannerText')}
          </span>
          <Button component={Link} href="~/" size="compact-sm" variant="default">
            {t('leave')}
          </Button>
        </aside>
        <PracticeBody practice={practice} onAgain={() => setRound(round + 1)}>
          {children}
        </PracticeBody>
      </div>
    </ConnectionContext>
  )
}

function PracticeBody(props: {
  readonly practice: Practice
  readonly onAgain: () => void
  readonly children: ReactNode
}) {
  const { practice, onAgain, children } = props
  const answer = useObservable(practice.connection.meeting.answer)
  if (answer?.state.status === 'ended') return <LookBack practice={practice} onAgain={onAgain} />
  return (
    <div className={classes.meeting}>
      <Router base="/practice">{children}</Router>
    </div>
  )
}

function LookBack({ practice, onAgain }: { readonly practice: Practice; readonly onAgain: () => void }) {
  const { t } = useTranslation('practice')
  const { meeting, reader } = practice
  const [remarks] = useState<readonly Remark[]>(() =>
    meeting.state ? lookBack(meeting.state, meeting.log, reader.read()) : [],
  )
  return (
    <main className={classes.page}>
      <h1>{t('lookBack')}</h1>
      <p className={classes.hint}>{t('lookBackText')}</p>
      <dl className={classes.remarks}>
        {remarks.map(({ about, went, minutes }) => (
          <div key={about} data-went={went}>
            <dt>{t(`about.${about}`)}</dt>
            <dd>{t(`${about}.${went}`, { count: minutes ?? 0 })}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.row}>
        <Button component={Link} href="~/">
          {t('toLibrary')}
        </Button>
        <Button variant="default" onClick={onAgain}>
          {t('again')}
        </Button>
      </div>
    </main>
  )
}
