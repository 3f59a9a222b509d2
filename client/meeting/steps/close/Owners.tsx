import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { ActionItem } from '../../../../shared/document/postmortem.ts'
import { useCanEdit } from '../../../hooks/useCanEdit.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { usePostmortem } from '../../../hooks/usePostmortem.ts'
import { leaveField } from '../../../ui/focus.ts'
import { isOwner } from '../../frame/asked.ts'
import { useRoom } from '../../room.ts'
import classes from './Close.module.css'

/** Every action with its owner and date, read aloud; the owner accepts, or the facilitator records that they did. */
export function Owners() {
  const { t } = useTranslation('meeting')
  const { view, run, selected } = useRoom()
  const postmortem = usePostmortem()
  const { actions } = postmortem
  if (actions.length === 0) return <p className={classes.hint}>{t('close.noActions')}</p>
  const me = view.people.find(person => person.id === view.you.id)?.name ?? ''
  return (
    <ul className={classes.actions}>
      {actions.map(action => {
        const owner = action.owner.trim()
        const isAccepted = owner !== '' && view.progress.accepted[action.id] === owner
        const isMine = isOwner(owner, me)
        return (
          <li
            key={action.id}
            className={classes.action}
            data-item={action.id}
            data-selected={selected?.item === action.id || undefined}
          >
            <p className={classes.text}>{action.text}</p>
            {action.status === 'declined' && (
              <p className={classes.hint}>
                {action.reason ? t('close.declined', { reason: action.reason }) : t('close.declinedWhy')}
              </p>
            )}
            <OwnerAndDate action={action} />
            <span className={classes.accepted} data-accepted={isAccepted}>
              {isAccepted
                ? `✓ ${t('close.accepted')}`
                : owner === ''
                  ? t('close.noOwner')
                  : t('close.notAccepted')}
            </span>
            {!isAccepted && owner !== '' && view.status === 'running' && (isMine || view.you.facilitator) && (
              <Button
                size="compact-sm"
                variant={isMine ? 'filled' : 'default'}
                onClick={() => run({ type: 'acceptAction', action: action.id })}
              >
                {isMine ? t('close.accept') : t('close.acceptFor', { owner })}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function OwnerAndDate({ action }: { readonly action: ActionItem }) {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const { doc } = useConnection()
  const mayEdit = useCanEdit()
  const [owner, setOwner] = useState(action.owner)
  useEffect(() => setOwner(action.owner), [action.owner])
  return (
    <div className={classes.facts}>
      <TextInput
        size="xs"
        aria-label={`${t('actions.owner')}: ${action.text}`}
        placeholder={t('close.noOwner')}
        list="meeting-people"
        readOnly={!mayEdit}
        value={owner}
        onChange={event => setOwner(event.currentTarget.value)}
        onBlur={() =>
          owner !== action.owner && updateItem(doc, 'actions', action.id, { owner: owner.trim() })
        }
        onKeyDown={event => event.key === 'Enter' && leaveField(event)}
      />
      <datalist id="meeting-people">
        {view.people
          .filter(person => person.role !== 'viewer')
          .map(person => (
            <option key={person.id} value={person.name} />
          ))}
      </datalist>
      <TextInput
        size="xs"
        type="date"
        aria-label={`${t('actions.due')}: ${action.text}`}
        readOnly={!mayEdit}
        value={action.due}
        onChange={event => updateItem(doc, 'actions', action.id, { due: event.currentTarget.value })}
      />
    </div>
  )
}
