import { Badge, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionItem } from '../../../shared/protocol/workspaceApi.ts'
import { api } from '../../connection/api.ts'
import { signOutEverywhere } from '../../connection/session.ts'
import { useLastAnswer } from '../../hooks/useLastAnswer.ts'
import { ConfirmButton } from '../../ui/ConfirmButton.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import { since } from '../since.ts'
import classes from './Account.module.css'

interface MySessionsProps {
  readonly turn: number
  readonly onChange: () => void
}

/** The browsers and programs that are signed in as this person; each can be ended (W5). */
export function MySessions({ turn, onChange }: MySessionsProps) {
  const { t } = useTranslation('account')
  const answer = useLastAnswer<readonly SessionItem[]>('/api/me/sessions', turn)
  const [refusal, setRefusal] = useState('')
  const end = async (id: string): Promise<void> => {
    const result = await api.remove(`/api/me/sessions/${id}`)
    setRefusal(result.ok ? '' : result.error.message)
    onChange()
  }
  const endAll = async (): Promise<void> => {
    const result = await signOutEverywhere()
    if (!result.ok) setRefusal(result.error.message)
  }
  return (
    <section>
      <div className={classes.bar}>
        <div>
          <h2 className={classes.heading}>{t('sessions.title')}</h2>
          <p className={classes.text}>{t('sessions.text')}</p>
        </div>
        <ConfirmButton
          size="xs"
          question={t('sessions.everywhereQuestion')}
          detail={t('sessions.everywhereText')}
          confirm={t('sessions.everywhere')}
          onConfirm={() => void endAll()}
        >
          {t('sessions.everywhere')}
        </ConfirmButton>
      </div>
      {refusal && (
        <Text c="red" role="alert">
          {refusal}
        </Text>
      )}
      {answer.kind === 'loading' && <RowsSkeleton rows={2} height={54} />}
      {answer.kind === 'refused' && <Text c="red">{answer.error.message}</Text>}
      {answer.kind === 'there' && (
        <ul className={classes.rows}>
          {answer.value.map(item => (
            <OneSession key={item.id} item={item} onEnd={() => void end(item.id)} />
          ))}
        </ul>
      )}
    </section>
  )
}

function OneSession({ item, onEnd }: { readonly item: SessionItem; readonly onEnd: () => void }) {
  const { t } = useTranslation('account')
  const device = item.device || t('sessions.unknown')
  const via = item.via === '' ? '' : ` · ${t(`sessions.via.${item.via}`)}`
  return (
    <li className={classes.row}>
      <span className={classes.main}>
        {device}
        <span className={classes.under}>
          {t('sessions.seen', { when: since(item.seenAt, Date.now()) })}
          {via}
        </span>
      </span>
      {item.isThis ? (
        <Badge variant="default" tt="none" fw={500}>
          {t('sessions.this')}
        </Badge>
      ) : (
        <ConfirmButton
          size="compact-xs"
          aria-label={t('sessions.endOf', { device })}
          question={t('sessions.endQuestion')}
          detail={t('sessions.endText')}
          confirm={t('sessions.end')}
          onConfirm={onEnd}
        >
          {t('sessions.end')}
        </ConfirmButton>
      )}
    </li>
  )
}
