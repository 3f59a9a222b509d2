import { Button, CopyButton, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeetingReport } from '../../../shared/meeting/report.ts'
import { shortDay } from '../../hooks/rowTime.ts'
import { usePostmortem } from '../../hooks/usePostmortem.ts'
import classes from './Report.module.css'
import { outcomesOf, outcomeText } from './reportText.ts'

/** What was decided, who does what by when, what is open, what was learned and parked; to read, and to mail. */
export function Outcomes({ report }: { readonly report: MeetingReport }) {
  const { t } = useTranslation('meeting')
  const postmortem = usePostmortem()
  const outcomes = outcomesOf(report, postmortem, {
    noOwner: t('report.noOwner'),
    due: day => t('report.dueOn', { day: shortDay(day) }),
    noDate: t('report.noDate'),
    disputed: event => t('report.disputed', { event }),
    uncovered: factor => t('report.needsAction', { factor }),
    left: (step, reason) => t('report.leftOpen', { step, reason }),
    dots: count => t('report.dots', { count }),
    waived: reason => t('report.waived', { reason }),
  })
  if (outcomes.length === 0) return null
  const text = (format: 'markdown' | 'text'): string =>
    outcomeText(postmortem.title || t('header.untitled'), outcomes, name => t(`report.${name}`), format)
  return (
    <section className={classes.outcomes}>
      <Group gap="xs">
        <Copy text={text('markdown')} label={t('report.copyMarkdown')} />
        <Copy text={text('text')} label={t('report.copyText')} />
      </Group>
      {outcomes.map(({ name, lines }) => (
        <section key={name} aria-label={t(`report.${name}`)}>
          <h2 className={classes.heading}>{t(`report.${name}`)}</h2>
          <ul className={name === 'learned' ? classes.learnings : classes.list}>
            {lines.map((line, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
              <li key={place} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

function Copy({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation('common')
  return (
    <CopyButton value={text} timeout={2_500}>
      {({ copied, copy }) => (
        <Button size="compact-sm" variant="default" onClick={copy}>
          {copied ? t('copied') : label}
        </Button>
      )}
    </CopyButton>
  )
}
