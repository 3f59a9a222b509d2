import { Anchor, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { isoDay } from '../../../shared/base/time.ts'
import type { MeetingReport } from '../../../shared/meeting/report.ts'
import { wholeMinutes, zonedTime } from '../../hooks/clockText.ts'
import { shortDay } from '../../hooks/rowTime.ts'
import { useAnswer } from '../../hooks/useAnswer.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useMeeting } from '../../hooks/useMeeting.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useRoom } from '../room.ts'
import { longDay } from '../steps/close/PublishingDate.tsx'
import { Outcomes } from './Outcomes.tsx'
import classes from './Report.module.css'
import { StepBars } from './StepBars.tsx'

/** What came of the meeting, once it has ended (M18): from the server's record and the document. */
export function Report() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const { postmortem } = useConnection()
  const { answer } = useMeeting()
  const report = useAnswer<MeetingReport>(`/api/postmortems/${postmortem}/meeting/report`, answer?.rev)
  const { followUpBy } = view.schedule
  return (
    <main className={classes.report}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('report.title')}</h1>
        <div className={classes.links}>
          <Anchor href={`/api/postmortems/${postmortem}/export?format=markdown`} size="sm">
            {t('report.export')}
          </Anchor>
          <Button
            size="compact-sm"
            variant="default"
            component={Link}
            href={`/p/${postmortem}/meeting?replay`}
          >
            {t('report.replay')}
          </Button>
          {view.you.facilitator && <ReopenButton />}
          <Button size="compact-sm" component={Link} href={`/p/${postmortem}`}>
            {t('report.toDocument')}
          </Button>
        </div>
      </header>
      {report.kind === 'loading' && <p className={classes.hint}>{t('report.loading')}</p>}
      {report.kind === 'refused' && <p className={classes.hint}>{t('report.failed')}</p>}
      {report.kind === 'there' && <Findings report={report.value} />}
      {followUpBy !== null && (
        <p>
          {t('report.followUp', {
            date: longDay(isoDay(followUpBy)),
          })}
        </p>
      )}
    </main>
  )
}

function Findings({ report }: { readonly report: MeetingReport }) {
  const { t } = useTranslation('meeting')
  const { changes, factors, actions, closing } = report
  const facts: readonly (readonly [string, string | number])[] = [
    [t('report.rowsAdded'), changes.rowsAdded],
    [t('report.rowsCorrected'), changes.rowsCorrected],
    [t('report.factors'), t('report.chosenOf', { count: factors.chosen, of: factors.total })],
    [t('report.uncovered'), factors.uncovered],
    [t('report.actionCount'), t('report.acceptedOf', { count: actions.accepted, of: actions.total })],
    [t('report.clear'), t('report.clearOf', { count: actions.quality.pass, of: actions.total })],
    [t('report.contributed'), report.contributors],
    [t('report.publishing'), report.publishOn ? shortDay(report.publishOn) : t('report.noPublishing')],
  ]
  return (
    <>
      <p className={classes.lead}>
        {report.endedAt !== null &&
          t('report.ended', {
            time: zonedTime(report.endedAt),
            minutes: wholeMinutes(report.spentMs),
          })}{' '}
        {report.endedAlone && t('report.alone')}
      </p>
      <Outcomes report={report} />
      <div className={classes.columns}>
        <section>
          <h2 className={classes.heading}>{t('report.steps')}</h2>
          <StepBars steps={report.steps} />
        </section>
        <section>
          <h2 className={classes.heading}>{t('report.changes')}</h2>
          <dl className={classes.facts}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {closing && closing.answered > 0 && (
            <>
              <h2 className={classes.heading}>{t('report.questions')}</h2>
              {closing.learned === null || closing.again === null ? (
                <p className={classes.share}>{t('report.fewAnswers', { count: closing.answered })}</p>
              ) : (
                <>
                  <p className={classes.share}>
                    {t('report.learnedShare', { count: closing.learned, of: closing.answered })}
                  </p>
                  <p className={classes.share}>
                    {t('report.againShare', { count: closing.again, of: closing.answered })}
                  </p>
                </>
              )}
            </>
          )}
        </section>
      </div>
    </>
  )
}

/** Takes everybody out of the report and back into the last step, once that was confirmed. */
function ReopenButton() {
  const { t } = useTranslation('meeting')
  const { run } = useRoom()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t('report.reopen')}
      </Button>
      {isAsking && (
        <Dialog onClose={() => setAsking(false)} title={t('report.reopenTitle')}>
          <Text size="sm">{t('report.reopenText')}</Text>
          <Group justify="flex-end" mt="md" gap="xs">
            <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
              {t('bar.endEarlyCancel')}
            </Button>
            <Button
              onClick={() => {
                setAsking(false)
                void run({ type: 'reopenMeeting' })
              }}
            >
              {t('report.reopen')}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  )
}
