import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AboutMe } from '../../../shared/protocol/workspaceApi.ts'
import { leaveServer } from '../../connection/session.ts'
import { useLastAnswer } from '../../hooks/useLastAnswer.ts'
import { ConfirmButton } from '../../ui/ConfirmButton.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import { longDate } from '../since.ts'
import classes from './Account.module.css'

/** What the server keeps about this person: to see, to take along, to have removed. */
export function MyData({ turn, isOwner }: { readonly turn: number; readonly isOwner: boolean }) {
  const { t } = useTranslation('account')
  const answer = useLastAnswer<AboutMe>('/api/me', turn)
  const [refusal, setRefusal] = useState('')
  const leave = async (): Promise<void> => {
    const result = await leaveServer()
    if (!result.ok) setRefusal(result.error.message)
  }
  return (
    <section>
      <h2 className={classes.heading}>{t('data.title')}</h2>
      <p className={classes.text}>{t('data.text')}</p>
      {answer.kind === 'loading' && <RowsSkeleton rows={3} />}
      {answer.kind === 'refused' && <Text c="red">{answer.error.message}</Text>}
      {answer.kind === 'there' && <Facts about={answer.value} />}
      {refusal && (
        <Text c="red" role="alert">
          {refusal}
        </Text>
      )}
      <Group gap="sm">
        <Button component="a" href="/api/me/export" download variant="default">
          {t('data.download')}
        </Button>
        {!isOwner && (
          <ConfirmButton
            variant="subtle"
            color="red"
            question={t('data.leaveQuestion')}
            detail={t('data.leaveText')}
            confirm={t('data.leaveConfirm')}
            onConfirm={() => void leave()}
          >
            {t('data.leave')}
          </ConfirmButton>
        )}
      </Group>
      {isOwner && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('data.owner')}
        </Text>
      )}
    </section>
  )
}

function Facts({ about }: { readonly about: AboutMe }) {
  const { t } = useTranslation('account')
  const { person, sessions, tokens, roles, postmortemsMade, auditRows } = about
  return (
    <dl className={classes.facts}>
      <dt>{t('data.name')}</dt>
      <dd>{person.name}</dd>
      <dt>{t('data.email')}</dt>
      <dd>{person.email || t('data.noEmail')}</dd>
      <dt>{t('data.since')}</dt>
      <dd>{longDate(Date.parse(person.createdAt))}</dd>
      <dt>{t('data.counts')}</dt>
      <dd>{t('data.countsText', { sessions, tokens, roles, made: postmortemsMade, audit: auditRows })}</dd>
    </dl>
  )
}
