import { Button } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../shared/checks/finding.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import type { ActionEntry } from '../../../shared/protocol/libraryApi.ts'
import { removeRow } from '../../document/parts/removeRow.tsx'
import { incidentDay, rowTime } from '../../hooks/rowTime.ts'
import { useAnswer } from '../../hooks/useAnswer.ts'
import { useCanEdit } from '../../hooks/useCanEdit.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useFindings } from '../../hooks/useFindings.ts'
import { useNow } from '../../hooks/useNow.ts'
import { useObservable } from '../../hooks/useObservable.ts'
import { useCalmPostmortem } from '../../hooks/usePostmortem.ts'
import { currentStep, useRoom } from '../room.ts'
import { editsOf } from './edits.ts'
import { type CourseNotice, courseNotices, findingsFor, parkable } from './notices.ts'
import classes from './SidePanel.module.css'

const MOST = 12

/** What the software noticed in this step, for the facilitator alone. */
export function Notices() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const postmortem = useCalmPostmortem()
  const all = useFindings()
  const course = useCourseNotices()
  const { step } = currentStep(view)
  const findings = step ? findingsFor(step.kind, all) : []
  const count = course.length + findings.length
  return (
    <>
      <h2 className={classes.heading}>{t('panel.notices', { count })}</h2>
      {count === 0 && <p className={classes.hint}>{t('panel.noNotices')}</p>}
      <ul className={classes.list}>
        {course.map(notice => (
          <li
            key={`${notice.code}${'text' in notice ? notice.text : ''}`}
            className={classes.notice}
            data-severity="warn"
          >
            <IconAlertTriangle size={15} aria-hidden />
            <span>
              <CourseText notice={notice} />
              <CourseButton notice={notice} />
            </span>
          </li>
        ))}
        {findings.slice(0, MOST).map(finding => (
          <FindingLine
            key={JSON.stringify([finding.rule, finding.where, finding.span])}
            finding={finding}
            park={parkable(finding, postmortem)}
          />
        ))}
      </ul>
      {count > 0 && <p className={classes.hint}>{t('panel.noticesFor')}</p>}
    </>
  )
}

/** The notices about the course of the meeting, from all that they are worked out from. */
function useCourseNotices(): readonly CourseNotice[] {
  const { view } = useRoom()
  const postmortem = useCalmPostmortem()
  const now = useNow(10_000)
  const edits = useObservable(editsOf(useConnection()))
  const asked = useRef({ count: view.asked.count, step: view.current, since: now })
  if (asked.current.count !== view.asked.count || asked.current.step !== view.current)
    asked.current = { count: view.asked.count, step: view.current, since: now }
  const isOpening = currentStep(view).step?.kind === 'opening' && view.earlier.length > 0
  const answer = useAnswer<readonly ActionEntry[]>(isOpening ? '/api/actions?overdue=true' : null)
  const overdue = answer.kind === 'there' ? answer.value : []
  const earlierOverdue = view.earlier.filter(
    ({ status, postmortem: from, action }) =>
      status === null && overdue.some(entry => entry.postmortem.id === from && entry.action.id === action),
  ).length
  return courseNotices({ view, postmortem, now, edits, earlierOverdue, askedSince: asked.current.since })
}

function CourseText({ notice }: { readonly notice: CourseNotice }) {
  const { t } = useTranslation('meeting')
  switch (notice.code) {
    case 'earlierOverdue':
      return t('notice.earlierOverdue', { count: notice.count })
    case 'late':
    case 'notHeard':
    case 'unanswered':
    case 'nobodyAsked':
    case 'notAccepted':
      return t(`notice.${notice.code}`, { names: notice.names.join(', ') })
    case 'learningIsAction':
    case 'cardIsFix':
      return t(`notice.${notice.code}`, { text: notice.text })
    default:
      return t(`notice.${notice.code}`)
  }
}

/** What can be done about a notice with one action, where there is such a thing. */
function CourseButton({ notice }: { readonly notice: CourseNotice }) {
  const { t } = useTranslation('meeting')
  const { run } = useRoom()
  if ('text' in notice)
    return <ParkIt text={notice.text} card={notice.code === 'cardIsFix' ? notice.factor : null} />
  if (notice.code !== 'toneSkipped') return null
  return (
    <Button
      className={classes.do ?? ''}
      size="compact-xs"
      variant="default"
      onClick={() => run({ type: 'acknowledgeTone' })}
    >
      {t('tone.acknowledge')}
    </Button>
  )
}

/** Sets a fix aside until the action step (M15). A card that is one moves: it waits for no group and gets no dots. */
function ParkIt({ text, card = null }: { readonly text: string; readonly card?: string | null }) {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const connection = useConnection()
  const mayEdit = useCanEdit()
  const park = async (): Promise<void> => {
    if (!(await run({ type: 'park', text })) || card === null || !mayEdit) return
    removeRow(connection, 'factors', card, { removed: t('park.moved'), undo: t('park.putBack') })
  }
  if (view.parked.some(idea => idea.text === text))
    return <span className={classes.suggestion}>{t('park.isParked')}</span>
  return (
    <Button className={classes.do ?? ''} size="compact-xs" variant="default" onClick={() => void park()}>
      {t('notice.parkIt')}
    </Button>
  )
}

/** A finding, with the item it is about; pressing it selects that item. */
function FindingLine({ finding, park }: { readonly finding: Finding; readonly park: string | null }) {
  const { select } = useRoom()
  const postmortem = useCalmPostmortem()
  const { where, reason, suggestion, severity } = finding
  const Icon = severity === 'info' ? IconInfoCircle : IconAlertTriangle
  const id = 'id' in where ? where.id : null
  const about = id === null ? '' : aboutOf(postmortem, id)
  return (
    <li className={classes.notice} data-severity={severity}>
      <Icon size={15} aria-hidden />
      <span>
        {id === null ? (
          reason
        ) : (
          <button
            type="button"
            className={classes.go}
            onClick={() => select({ section: where.in, item: id })}
          >
            {about && <span className={classes.about}>{about}</span>}
            {reason}
          </button>
        )}
        {suggestion && <span className={classes.suggestion}>{suggestion}</span>}
        {park !== null && <ParkIt text={park} />}
      </span>
    </li>
  )
}

/** How an item is called in one line: a row by its time, anything else by its first words. */
function aboutOf(postmortem: Postmortem, id: string): string {
  const row = postmortem.timeline.find(other => other.id === id)
  if (row) return rowTime(row, incidentDay(postmortem))
  const lists = [postmortem.factors, postmortem.actions, postmortem.whys]
  return lists.flatMap(list => list.find(item => item.id === id)?.text ?? [])[0] ?? ''
}
