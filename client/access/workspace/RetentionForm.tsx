import { Button, NativeSelect, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Retention, RetentionAnswer } from '../../../shared/protocol/workspaceApi.ts'
import { api } from '../../connection/api.ts'
import { ErrorState } from '../../ui/Blank.tsx'
import { ConfirmButton } from '../../ui/ConfirmButton.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import { RetentionDue } from './RetentionDue.tsx'
import classes from './Workspace.module.css'

const DRAFT_DAYS = [90, 180, 365, 730] as const
const AUDIT_DAYS = [90, 365, 730, 1825] as const

/** How long drafts and the audit log are kept; says what would be deleted before anything is saved. */
export function RetentionForm() {
  const { t } = useTranslation('account')
  const [shown, setShown] = useState<RetentionAnswer | null>(null)
  const [isSaved, setSaved] = useState(true)
  const [refusal, setRefusal] = useState('')
  const take = async (call: ReturnType<typeof api.get<RetentionAnswer>>, saved: boolean): Promise<void> => {
    const result = await call
    setRefusal(result.ok ? '' : result.error.message)
    if (!result.ok) return
    setShown(result.value)
    setSaved(saved)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once
  useEffect(() => {
    void take(api.get<RetentionAnswer>('/api/retention'), true)
  }, [])
  if (!shown) return refusal ? <ErrorState message={refusal} /> : <RowsSkeleton rows={2} />

  const { draftDays, auditDays, due } = shown
  const settings: Retention = { draftDays, auditDays }
  const look = (changes: Partial<Retention>): void => {
    void take(api.post<RetentionAnswer>('/api/retention/preview', { ...settings, ...changes }), false)
  }
  const save = (): void => void take(api.patch<RetentionAnswer>('/api/retention', settings), true)
  const deletes = due.drafts.length > 0 || due.auditRows > 0
  return (
    <div className={classes.retention}>
      <p className={classes.text}>{t('retention.text')}</p>
      <Days
        label={t('retention.drafts')}
        description={t('retention.draftsText')}
        days={draftDays}
        choices={DRAFT_DAYS}
        onDays={days => look({ draftDays: days })}
      />
      <Days
        label={t('retention.audit')}
        days={auditDays}
        choices={AUDIT_DAYS}
        onDays={days => look({ auditDays: days })}
      />
      <RetentionDue due={due} />
      {refusal && (
        <Text c="red" role="alert">
          {refusal}
        </Text>
      )}
      <div>
        {deletes && !isSaved ? (
          <ConfirmButton
            variant="filled"
            question={t('retention.question')}
            detail={t('retention.questionText')}
            confirm={t('retention.confirm')}
            onConfirm={save}
          >
            {t('retention.save')}
          </ConfirmButton>
        ) : (
          <Button disabled={isSaved} onClick={save}>
            {t('retention.save')}
          </Button>
        )}
      </div>
    </div>
  )
}

interface DaysProps {
  readonly label: string
  readonly description?: string
  readonly days: number | null
  readonly choices: readonly number[]
  readonly onDays: (days: number | null) => void
}

function Days({ label, description, days, choices, onDays }: DaysProps) {
  const { t } = useTranslation('account')
  // What the API was given may be none of the choices.
  const all = days === null || choices.includes(days) ? choices : [...choices, days].sort((a, b) => a - b)
  return (
    <NativeSelect
      label={label}
      description={description}
      value={days === null ? '' : String(days)}
      data={[
        { value: '', label: t('retention.never') },
        ...all.map(value => ({ value: String(value), label: t('retention.days', { count: value }) })),
      ]}
      onChange={event => onDays(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
    />
  )
}
