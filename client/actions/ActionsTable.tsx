import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ActionEntry } from '../../shared/protocol/libraryApi.ts'
import { hasRole } from '../../shared/protocol/roles.ts'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import classes from './Actions.module.css'
import { DueCell } from './DueCell.tsx'
import { dayText } from './dayText.ts'
import { nameOf } from './query.ts'
import { StatusCell } from './StatusCell.tsx'
import { type Change, keyOf, type Refused } from './useFollowUp.ts'

/** One line an action, the earliest due first; each leads to the postmortem that decided it. */
export function ActionsTable(props: {
  readonly entries: readonly ActionEntry[]
  readonly refused: (entry: ActionEntry) => Refused | null
  readonly onChange: (entry: ActionEntry, change: Change) => void
}) {
  const { entries, refused, onChange } = props
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
          <ActionRow key={keyOf(entry)} entry={entry} refused={refused(entry)} onChange={onChange} />
        ))}
      </tbody>
    </table>
  )
}

const ActionRow = memo(function ActionRow(props: {
  readonly entry: ActionEntry
  readonly refused: Refused | null
  readonly onChange: (entry: ActionEntry, change: Change) => void
}) {
  const { entry, refused, onChange } = props
  const { t } = useTranslation(['actions', 'common'])
  const { action, postmortem, overdue, role } = entry
  const mayEdit = hasRole(role, 'participant')
  const change = (wish: Change): void => onChange(entry, wish)
  const isOver = action.status === 'done' || action.status === 'declined'
  return (
    <tr className={classes.row} data-status={action.status}>
      <td className={classes.due} data-overdue={overdue || undefined}>
        <DueCell entry={entry} mayEdit={mayEdit} onChange={change} />
      </td>
      <td className={classes.text} data-done={isOver || undefined} dir="auto">
        {action.text || <span className={classes.missing}>{t('noText')}</span>}
        {trackerUrl(action.tracker) && (
          <a className={classes.tracker} href={action.tracker} target="_blank" rel="noreferrer">
            {t('tracker')} ↗
          </a>
        )}
        {refused && <RefusedNote entry={entry} refused={refused} onAgain={() => change(refused.change)} />}
      </td>
      <td className={classes.owner} dir="auto">
        {nameOf(entry) || <span className={classes.missing}>{t('noOwner')}</span>}
      </td>
      <td className={classes.status}>
        <StatusCell entry={entry} mayEdit={mayEdit} onChange={change} />
      </td>
      <td className={classes.from}>
        <Link
          className={classes.decidedIn}
          href={`/p/${postmortem.id}`}
          title={postmortem.title || t('edit')}
          dir="auto"
        >
          {postmortem.title || t('common:untitled')}
        </Link>
        {postmortem.severity && <SeverityMark>{postmortem.severity}</SeverityMark>}
      </td>
    </tr>
  )
})

/** A change that was not taken: why, what stands, and another try. */
function RefusedNote(props: {
  readonly entry: ActionEntry
  readonly refused: Refused
  readonly onAgain: () => void
}) {
  const { entry, refused, onAgain } = props
  const { t } = useTranslation('actions')
  const { status, due } = entry.action
  const kept = { status: t(`status.${status}`), due: due ? dayText(due) : t('noDue') }
  return (
    <p className={classes.refused} role="alert">
      {refused.message} {t(refused.isUnsure ? 'keptUnsure' : 'kept', kept)}{' '}
      <button type="button" className={classes.quiet} onClick={onAgain}>
        {t('again')}
      </button>
    </p>
  )
}

/** Anyone may have written it: only web addresses become links. */
const trackerUrl = (tracker: string): boolean => /^https?:\/\/\S+$/i.test(tracker)
