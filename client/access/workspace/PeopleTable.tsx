import { Alert, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '../../../shared/base/result.ts'
import type { KnownPerson } from '../../../shared/protocol/workspaceApi.ts'
import { api } from '../../connection/api.ts'
import { useLastAnswer } from '../../hooks/useLastAnswer.ts'
import { ErrorState } from '../../ui/Blank.tsx'
import { ConfirmButton } from '../../ui/ConfirmButton.tsx'
import { OneFace } from '../../ui/Faces.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import { since } from '../since.ts'
import classes from './Workspace.module.css'

/** Everybody whom this server knows; roles change at once (W5). */
export function PeopleTable({ me }: { readonly me: string }) {
  const { t } = useTranslation('account')
  const [turn, setTurn] = useState(0)
  const [refusal, setRefusal] = useState('')
  const answer = useLastAnswer<readonly KnownPerson[]>('/api/people', turn)
  const reload = (): void => setTurn(last => last + 1)
  const change = async (call: Promise<Result<unknown>>): Promise<void> => {
    const result = await call
    setRefusal(result.ok ? '' : result.error.message)
    reload()
  }
  if (answer.kind === 'loading') return <RowsSkeleton />
  if (answer.kind === 'refused') return <ErrorState message={answer.error.message} onRetry={reload} />
  return (
    <>
      <p className={classes.text}>{t('people.text')}</p>
      {refusal && (
        <Alert color="red" mb="md" role="alert">
          {refusal}
        </Alert>
      )}
      <table className={classes.table}>
        <thead className={classes.head}>
          <tr>
            <th scope="col">{t('people.person')}</th>
            <th scope="col">{t('people.role')}</th>
            <th scope="col">{t('people.seen')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {answer.value.map(person => (
            <OnePerson key={person.id} person={person} isMe={person.id === me} onChange={change} />
          ))}
        </tbody>
      </table>
    </>
  )
}

interface OnePersonProps {
  readonly person: KnownPerson
  readonly isMe: boolean
  readonly onChange: (call: Promise<Result<unknown>>) => Promise<void>
}

function OnePerson({ person, isMe, onChange }: OnePersonProps) {
  const { t } = useTranslation('account')
  const { id, name, colour, email, workspaceRole, seenAt } = person
  const path = `/api/people/${id}`
  const isFixed = isMe || workspaceRole === 'owner' || workspaceRole === 'guest'
  return (
    <tr>
      <td className={classes.wide}>
        <span className={classes.person}>
          <OneFace name={name} colour={colour} size={28} hasTooltip={false} />
          <span>
            <bdi>{name}</bdi> {isMe && <span className={classes.quiet}>({t('people.you')})</span>}
            {email && <span className={classes.under}>{email}</span>}
          </span>
        </span>
      </td>
      <td>
        {isFixed ? (
          <span className={classes.quiet}>{t(`role.${workspaceRole}`)}</span>
        ) : (
          <NativeSelect
            size="xs"
            w="8rem"
            aria-label={t('people.roleOf', { name })}
            value={workspaceRole}
            data={(['admin', 'colleague'] as const).map(value => ({ value, label: t(`role.${value}`) }))}
            onChange={event => void onChange(api.patch(path, { workspaceRole: event.currentTarget.value }))}
          />
        )}
      </td>
      <td className={classes.quiet}>{seenAt === null ? t('people.never') : since(seenAt, Date.now())}</td>
      <td>
        <span className={classes.actions}>
          {!isMe && seenAt !== null && (
            <ConfirmButton
              size="compact-xs"
              aria-label={t('people.endSessionsOf', { name })}
              question={t('people.endQuestion', { name })}
              detail={t('people.endText')}
              confirm={t('people.endSessions')}
              onConfirm={() => void onChange(api.remove(`${path}/sessions`))}
            >
              {t('people.endSessions')}
            </ConfirmButton>
          )}
          {!isMe && workspaceRole !== 'owner' && (
            <ConfirmButton
              size="compact-xs"
              aria-label={t('people.removeOf', { name })}
              question={t('people.removeQuestion', { name })}
              detail={t('people.removeText')}
              confirm={t('people.remove')}
              onConfirm={() => void onChange(api.remove(path))}
            >
              {t('people.remove')}
            </ConfirmButton>
          )}
        </span>
      </td>
    </tr>
  )
}
