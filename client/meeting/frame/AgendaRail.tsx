import { ActionIcon } from '@mantine/core'
import { IconCheck, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { MINUTE } from '../../../shared/base/time.ts'
import { projectedEnd, spentMs } from '../../../shared/meeting/timer.ts'
import type { StepView } from '../../../shared/meeting/view.ts'
import { wallTime, wholeMinutes } from '../../hooks/clockText.ts'
import { useNow } from '../../hooks/useNow.ts'
import { DOCUMENT_PARTS, useRoom } from '../room.ts'
import classes from './AgendaRail.module.css'

/** The agenda: who facilitates, when it will end, every step with its minutes, and what lies one click away. */
export function AgendaRail({
  onFold,
  onPick,
}: {
  readonly onFold?: () => void
  readonly onPick?: () => void
}) {
  const { t } = useTranslation('meeting')
  const { view, place, look } = useRoom()
  const lead = view.people.find(person => person.id === view.lead)
  return (
    <nav className={classes.rail} aria-label={t('rail.label')}>
      <div className={classes.top}>
        <strong className={classes.lead}>
          {lead?.connected ? t('rail.facilitates', { name: lead.name }) : t('rail.nobody')}
        </strong>
        {onFold && (
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('rail.fold')} onClick={onFold}>
            <IconChevronLeft size={16} />
          </ActionIcon>
        )}
      </div>
      <ProjectedEnd />
      <ol className={classes.steps}>
        {view.steps.map((step, index) => (
          <li key={step.id}>
            <button
              type="button"
              className={classes.step}
              data-state={stateOf(view.current, view.status, index)}
              data-shown={place.in === 'step' && place.index === index}
              aria-current={view.current === index ? 'step' : undefined}
              onClick={() => {
                look({ in: 'step', index })
                onPick?.()
              }}
            >
              <StepMark current={view.current} ended={view.status === 'ended'} index={index} />
              <span className={classes.name}>{step.title}</span>
              <StepMinutes step={step} index={index} />
            </button>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className={classes.link}
        data-shown={place.in === 'parked'}
        onClick={() => {
          look({ in: 'parked' })
          onPick?.()
        }}
      >
        {t('rail.parked', { count: view.parked.length })}
      </button>
      <h2 className={classes.heading}>{t('rail.document')}</h2>
      {DOCUMENT_PARTS.map(part => (
        <button
          key={part}
          type="button"
          className={classes.link}
          data-shown={place.in === 'document' && place.part === part}
          onClick={() => {
            look({ in: 'document', part })
            onPick?.()
          }}
        >
          {t(`sections.${part}`)}
        </button>
      ))}
    </nav>
  )
}

const stateOf = (current: number | null, status: string, index: number): 'done' | 'now' | 'later' => {
  if (status === 'ended') return 'done'
  if (current === index) return 'now'
  return current !== null && index < current ? 'done' : 'later'
}

function StepMark(props: {
  readonly current: number | null
  readonly ended: boolean
  readonly index: number
}) {
  const { t } = useTranslation('meeting')
  const { current, ended, index } = props
  if (!ended && current === index) {
    return <IconChevronRight className={classes.mark} size={16} aria-label={t('rail.here')} />
  }
  if (ended || (current !== null && index < current)) {
    return <IconCheck className={classes.mark} size={16} aria-label={t('rail.done')} />
  }
  return <span className={classes.mark}>{index + 1}</span>
}

/** Planned minutes; once a step was entered, spent of planned. */
function StepMinutes({ step, index }: { readonly step: StepView; readonly index: number }) {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const now = useNow(5_000)
  const spent = view.current === index && view.timer ? spentMs(view.timer, now) : step.spentMs
  const planned = wholeMinutes(step.durationMs)
  const label = step.entered
    ? t('rail.spentOf', { spent: wholeMinutes(spent), planned })
    : t('rail.minutes', { count: planned })
  return (
    <span className={classes.minutes} data-over={spent > step.durationMs} title={label}>
      <span aria-hidden="true">{step.entered ? `${wholeMinutes(spent)}/${planned}` : planned}</span>
      <span className={classes.spoken}>{label}</span>
    </span>
  )
}

/** When the meeting will end if every step keeps to its minutes, and how far that is from the schedule (M23). */
function ProjectedEnd() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const now = useNow(5_000)
  if (view.status === 'ended') return null
  // As far from the schedule as the times that are shown.
  const minuteOf = (instant: number): number => Math.floor(instant / MINUTE)
  const over = minuteOf(projectedEnd(view, now)) - minuteOf(view.schedule.end)
  // Pace is not judged in the first minute of a step: nobody has had the time to be late in it.
  const isJudged = view.timer === null || spentMs(view.timer, now) >= MINUTE
  const difference =
    over === 0
      ? t('rail.onTime')
      : over > 0
        ? t('rail.over', { count: over })
        : t('rail.under', { count: -over })
  return (
    <p className={classes.end} data-over={over > 0 && isJudged}>
      {t('rail.ends', { time: wallTime(projectedEnd(view, now)) })}
      {isJudged && ` · ${difference}`}
    </p>
  )
}
