import { NativeSelect, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '../../shared/base/result.ts'
import type { MemberItem } from '../../shared/protocol/accessApi.ts'
import { api } from '../connection/api.ts'
import { useAnswer } from '../hooks/useAnswer.ts'
import { useSession } from '../hooks/useSession.ts'
import { ConfirmButton } from '../ui/ConfirmButton.tsx'
import { OneFace } from '../ui/Faces.tsx'
import classes from './Share.module.css'

const GRANTED = ['facilitator', 'participant', 'viewer'] as const

interface MemberListProps {
  readonly postmortem: string
  readonly turn: number
  readonly onChange: () => void
}

/** Who has access, with which role; roles change at once (W5). */
export function MemberList({ postmortem, turn, onChange }: MemberListProps) {
  const { t } = useTranslation(['access', 'common'])
  const session = useSession()
  const path = `/api/postmortems/${postmortem}/people`
  const answer = useAnswer<readonly MemberItem[]>(path, turn)
  const [refusal, setRefusal] = useState('')
  if (answer.kind !== 'there') return null
  const me = session.kind === 'signedIn' ? session.me.person.id : ''
  const change = async (call: Promise<Result<unknown>>): Promise<void> => {
    const result = await call
    setRefusal(result.ok ? '' : result.error.message)
    onChange()
  }
  return (
    <section>
      <h3 className={classes.title}>{t('share.people')}</h3>
      {refusal && <Text c="red">{refusal}</Text>}
      <ul className={classes.rows}>
        {answer.value.map(({ id, name, colour, role, here }) => (
          <li key={id} className={classes.row}>
            <OneFace name={name} colour={colour} size={24} hasTooltip={false} />
            <span className={classes.main}>
              {name}
              {id === me && <span className={classes.aside}> ({t('share.you')})</span>}
            </span>
            <span className={classes.aside}>{here && t('share.here')}</span>
            {role === 'owner' || id === me ? (
              <span className={classes.fixed}>{t(`common:role.${role}`)}</span>
            ) : (
              <>
                <NativeSelect
                  size="xs"
                  aria-label={t('share.roleOf', { name })}
                  value={role}
                  data={GRANTED.map(value => ({ value, label: t(`common:role.${value}`) }))}
                  onChange={event =>
                    void change(api.patch(`${path}/${id}`, { role: event.currentTarget.value }))
                  }
                />
                <ConfirmButton
                  size="compact-xs"
                  question={t('share.removeQuestion', { name })}
                  detail={t('share.removeText')}
                  confirm={t('share.remove')}
                  onConfirm={() => void change(api.remove(`${path}/${id}`))}
                >
                  {t('share.remove')}
                </ConfirmButton>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
