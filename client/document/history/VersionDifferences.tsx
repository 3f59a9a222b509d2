import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { differences } from '../../../shared/document/differences.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import type { RestoredAnswer, VersionItem } from '../../../shared/protocol/historyApi.ts'
import { api } from '../../connection/api.ts'
import { useAnswer } from '../../hooks/useAnswer.ts'
import { useCanEdit } from '../../hooks/useCanEdit.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { usePostmortem } from '../../hooks/usePostmortem.ts'
import { ErrorState } from '../../ui/Blank.tsx'
import { ConfirmButton } from '../../ui/ConfirmButton.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import { Differences } from './Differences.tsx'
import classes from './History.module.css'

/** One version beside the document as it is now, part by part, and the way to bring it back. */
export function VersionDifferences(props: {
  readonly version: VersionItem
  readonly onRestored: () => void
}) {
  const { t } = useTranslation('history')
  const { postmortem } = useConnection()
  const present = usePostmortem()
  const mayEdit = useCanEdit()
  const [said, setSaid] = useState('')
  const path = `/api/postmortems/${postmortem}/versions/${props.version.id}`
  const answer = useAnswer<Postmortem>(path)
  if (answer.kind === 'loading') return <RowsSkeleton rows={4} />
  if (answer.kind === 'refused') return <ErrorState message={answer.error.message} />
  const parts = differences(answer.value, present)
  const restore = async (): Promise<void> => {
    const result = await api.post<RestoredAnswer>(`${path}/restore`)
    setSaid(result.ok ? t('restored') : result.error.message)
    if (result.ok) props.onRestored()
  }
  return (
    <>
      <p role="status" className={classes.said}>
        {said}
      </p>
      {parts.length === 0 && <p className={classes.empty}>{t('same')}</p>}
      {parts.length > 0 && mayEdit && (
        <ConfirmButton
          size="compact-sm"
          question={t('restoreAsk')}
          detail={t('restoreDetail')}
          confirm={t('restoreDo')}
          onConfirm={() => void restore()}
        >
          {t('restore')}
        </ConfirmButton>
      )}
      <Differences
        parts={parts}
        heads={[t('then'), t('now')]}
        kinds={{ added: t('added'), removed: t('removed'), changed: t('changed') }}
      />
    </>
  )
}
