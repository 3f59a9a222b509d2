import { diffWords } from 'diff'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { differences, type FieldChange } from '../../../shared/document/differences.ts'
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
import { clockTime, shortDay } from '../parts/timeline/clockTexts.ts'
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
      {parts.map(({ part, rows }) => (
        <section key={part} className={classes.part}>
          <h3>{t(`part.${part}`)}</h3>
          <div className={classes.sides} aria-hidden>
            <span>{t('then')}</span>
            <span>{t('now')}</span>
          </div>
          {rows.map(({ id, kind, fields }) => (
            <div key={id} className={classes.row} data-kind={kind}>
              <span className={classes.kind}>{t(kind)}</span>
              {fields.map(change => (
                <Sides key={change.field} change={change} />
              ))}
            </div>
          ))}
        </section>
      ))}
    </>
  )
}

/** One field as it was and as it is: words that went are struck out on the left, those that came are marked right. */
function Sides({ change: { before, after } }: { readonly change: FieldChange }) {
  const parts = diffWords(readable(before), readable(after))
  return (
    <div className={classes.sides}>
      <p>
        {parts.map((part, at) => {
          if (part.added) return null
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one comparison never move
          return part.removed ? <del key={at}>{part.value}</del> : <span key={at}>{part.value}</span>
        })}
      </p>
      <p>
        {parts.map((part, at) => {
          if (part.removed) return null
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one comparison never move
          return part.added ? <ins key={at}>{part.value}</ins> : <span key={at}>{part.value}</span>
        })}
      </p>
    </div>
  )
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** An instant as the page writes it; other text as it is. */
const readable = (value: string): string =>
  INSTANT.test(value) ? `${shortDay(value)}, ${clockTime(value)} UTC` : value
