import { type KeyboardEvent, memo, useState } from 'react'
import type { ActionVerdict } from '../../../../shared/checks/actions/checkAction.ts'
import type { Finding } from '../../../../shared/checks/finding.ts'
import { updateItem } from '../../../../shared/document/edit.ts'
import {
  ACTION_STATUSES,
  ACTION_TYPES,
  type ActionItem,
  type Factor,
} from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { CommentMark } from '../comments/CommentMark.tsx'
import { IconSelect } from '../fields/IconSelect.tsx'
import { WordField } from '../fields/WordField.tsx'
import { marksOf } from '../findings/marksOf.ts'
import rows from '../rows/Rows.module.css'
import { useWords } from '../rows/useWords.ts'
import { TextCell } from '../text/TextCell.tsx'
import { ActionFactors } from './ActionFactors.tsx'
import { ActionMenu } from './ActionMenu.tsx'
import classes from './Actions.module.css'
import { DeclinedReason } from './DeclinedReason.tsx'
import { DueField } from './DueField.tsx'
import { TrackerField } from './TrackerField.tsx'
import type { KnownPeople } from './useKnownPeople.ts'
import { Verdict } from './Verdict.tsx'

/** What an action asks of the table around it. */
export interface ActionRequests {
  step(id: string, by: -1 | 1): void
  remove(id: string): void
}

const TYPES = ['', ...ACTION_TYPES] as const

/** One action: what, and beneath it who, when, how far, and what it answers. */
export const ActionRow = memo(function ActionRow(props: {
  readonly row: ActionItem
  readonly factors: readonly Factor[]
  readonly people: KnownPeople
  readonly verdict: ActionVerdict | null
  readonly findings: readonly Finding[]
  readonly isFocused: boolean
  readonly readOnly: boolean
  readonly requests: ActionRequests
}) {
  const { row, factors, people, verdict, findings, isFocused, readOnly, requests } = props
  const owner = row.owner.replace(/^@/, '').trim().toLowerCase()
  const isUnknown =
    people.isComplete && owner !== '' && !people.members.some(name => name.toLowerCase() === owner)
  const t = useWords()
  const { doc } = useConnection()
  const [isAsked, setAsked] = useState(false)
  const set = (fields: Partial<Omit<ActionItem, 'id'>>): void => updateItem(doc, 'actions', row.id, fields)
  return (
    <li
      className={`${rows.item} ${classes.action}`}
      data-row={row.id}
      data-status={row.status}
      data-focused={isFocused || undefined}
    >
      <div className={rows.numbered}>
        <TextCell
          list="actions"
          id={row.id}
          text={row.text}
          label={t('actions.one')}
          placeholder={t('actions.addExample')}
          readOnly={readOnly}
          marks={marksOf(findings)}
          className={`${rows.text} ${classes.text}`}
          onKeyDown={event => actionKeys(event, row.id, requests)}
        />
        <div className={classes.aside}>
          {verdict && row.status !== 'declined' && row.text.trim() !== '' && (
            <Verdict verdict={verdict} findings={findings} />
          )}
          <CommentMark list="actions" id={row.id} />
          {!readOnly && <ActionMenu row={row} requests={requests} />}
        </div>
      </div>
      <div className={classes.fields}>
        <WordField
          label={t('actions.owner')}
          name="owner"
          value={row.owner}
          placeholder={t('actions.ownerExample')}
          options={people.all}
          note={isUnknown ? t('actions.unknownOwner') : ''}
          readOnly={readOnly}
          onKeep={owner => set({ owner })}
        />
        <DueField
          value={row.due}
          isDone={row.status === 'done' || row.status === 'declined'}
          readOnly={readOnly}
          onKeep={due => set({ due })}
        />
        <IconSelect
          label={t('actions.status')}
          value={row.status}
          options={ACTION_STATUSES}
          word={status => t(`statuses.${status}`)}
          readOnly={readOnly}
          onChange={status => {
            setAsked(status === 'declined')
            set({ status })
          }}
        />
        <IconSelect
          label={t('actions.type')}
          value={row.type}
          options={TYPES}
          word={type => t(type === '' ? 'actions.noType' : `types.${type}`)}
          readOnly={readOnly}
          onChange={type => set({ type })}
        />
        <TrackerField value={row.tracker} readOnly={readOnly} onKeep={tracker => set({ tracker })} />
        <ActionFactors ids={row.factors} factors={factors} />
      </div>
      {row.status === 'declined' && (
        <DeclinedReason
          value={row.reason}
          isAsked={isAsked && row.reason === ''}
          readOnly={readOnly}
          onKeep={reason => set({ reason })}
        />
      )}
    </li>
  )
})

function actionKeys(event: KeyboardEvent<HTMLTextAreaElement>, id: string, requests: ActionRequests): void {
  if (event.key === 'Enter') {
    event.preventDefault()
    requests.step(id, 1)
  } else if (event.key === 'Backspace' && event.currentTarget.value === '') {
    event.preventDefault()
    requests.step(id, -1)
    requests.remove(id)
  }
}
