import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ActionEntry } from '../../shared/protocol/libraryApi.ts'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import classes from './Actions.module.css'
import { nameOf } from './query.ts'

/** One line an action, the earliest due first; each leads to the postmortem that decided it. */
export function ActionsTable({ entries }: { readonly entries: readonly ActionEntry[] }) {
  const { t } = useTranslation('actions')
  return (
    <table className={classes.table}>
      <thead className={classes.head}>
        <tr>
          {(['due', 'action', 'owner', 'status', 'from'] as const).map(name => (
            <th key={name} scope="col">
              {t(`column.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map(entry => (
          <ActionRow key={`${entry.postmortem.id} ${entry.action.id}`} entry={entry} />
        ))}
      </tbody>
    </table>
  )
}

function ActionRow({ entry }: { readonly entry: ActionEntry }) {
  const { t } = useTranslation(['actions', 'common'])
  const { action, postmortem, overdue } = entry
  return (
    <tr className={classes.row}>
      <td className={classes.due} data-overdue={overdue || undefined}>
        {action.due ? <time dateTime={action.due}>{dayText(action.due)}</time> : t('noDue')}
        {overdue && (
          <span className={classes.late}>
            <IconAlertTriangle size={13} aria-hidden /> {t('overdue')}
          </span>
        )}
      </td>
      <td className={classes.text} data-done={action.status === 'done' || undefined}>
        {action.text || <span className={classes.missing}>{t('noText')}</span>}
        {trackerUrl(action.tracker) && (
          <a className={classes.tracker} href={action.tracker} target="_blank" rel="noreferrer">
            {t('tracker')} ↗
          </a>
        )}
      </td>
      <td className={classes.owner}>
        {nameOf(entry) || <span className={classes.missing}>{t('noOwner')}</span>}
      </td>
      <td className={classes.status}>{t(`status.${action.status}`)}</td>
      <td className={classes.from}>
        <Link href={`/p/${postmortem.id}`} title={t('edit')}>
          {postmortem.title || t('common:untitled')}
        </Link>
        {postmortem.severity && (
          <>
            {' '}
            <SeverityMark>{postmortem.severity}</SeverityMark>
          </>
        )}
      </td>
    </tr>
  )
}

/** Anyone may have written it: only web addresses become links. */
const trackerUrl = (tracker: string): boolean => /^https?:\/\/\S+$/i.test(tracker)

const DAY_TEXT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** `2026-06-12` as `12 Jun 2026`; what is no day stays as it was written. */
function dayText(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) ? day : DAY_TEXT.format(at)
}
