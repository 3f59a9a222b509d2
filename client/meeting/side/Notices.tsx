import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../shared/checks/finding.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import { incidentDay, rowTime } from '../../hooks/rowTime.ts'
import { useFindings } from '../../hooks/useFindings.ts'
import { useNow } from '../../hooks/useNow.ts'
import { currentStep, useRoom } from '../room.ts'
import { type CourseNotice, courseNotices, findingsFor } from './notices.ts'
import classes from './SidePanel.module.css'

const MOST = 12

/** What the software noticed in this step, for the facilitator alone. */
export function Notices() {
  const { t } = useTranslation('meeting')
  const { view, postmortem } = useRoom()
  const now = useNow(10_000)
  const all = useFindings()
  const { step } = currentStep(view)
  const course = view.status === 'running' ? courseNotices(view, postmortem, now) : []
  const findings = step ? findingsFor(step.kind, all) : []
  const count = course.length + findings.length
  return (
    <>
      <h2 className={classes.heading}>{t('panel.notices', { count })}</h2>
      {count === 0 && <p className={classes.hint}>{t('panel.noNotices')}</p>}
      <ul className={classes.list}>
        {course.map(notice => (
          <li
            key={`${notice.code}${'owner' in notice ? notice.owner : ''}`}
            className={classes.notice}
            data-severity="warn"
          >
            <IconAlertTriangle size={15} aria-hidden />
            <span>
              <CourseText notice={notice} />
            </span>
          </li>
        ))}
        {findings.slice(0, MOST).map(finding => (
          <FindingLine key={JSON.stringify([finding.rule, finding.where, finding.span])} finding={finding} />
        ))}
      </ul>
      {count > 0 && <p className={classes.hint}>{t('panel.noticesFor')}</p>}
    </>
  )
}

function CourseText({ notice }: { readonly notice: CourseNotice }) {
  const { t } = useTranslation('meeting')
  switch (notice.code) {
    case 'unanswered':
      return t('notice.unanswered', { count: notice.count })
    case 'ownerLoad':
      return t('notice.ownerLoad', { owner: notice.owner, count: notice.count })
    case 'nobodyAsked':
      return t('notice.nobodyAsked', { names: notice.names.join(', ') })
    default:
      return t(`notice.${notice.code}`)
  }
}

/** A finding, with the item it is about; pressing it selects that item. */
function FindingLine({ finding }: { readonly finding: Finding }) {
  const { select, postmortem } = useRoom()
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
