import { useState } from 'react'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useList } from '../../../hooks/useList.ts'
import { WordField } from '../fields/WordField.tsx'
import { jumpTo } from '../jump.ts'
import { useWords } from '../rows/useWords.ts'
import { clockTime } from '../timeline/clockTexts.ts'
import classes from './Factors.module.css'

/** Below a factor: its group, the events it explains, and, when it was chosen without an action, the reason why not. */
export function FactorNotes(props: {
  readonly row: Factor
  readonly isAnswered: boolean
  readonly readOnly: boolean
}) {
  const { row, isAnswered, readOnly } = props
  const t = useWords()
  const { doc } = useConnection()
  const [isWaiving, setWaiving] = useState(false)
  const needsAction = row.chosen && !isAnswered
  const showsWaiver = row.waiver !== '' || isWaiving
  if (!row.group && row.rows.length === 0 && !needsAction && !showsWaiver) return null
  return (
    <div className={classes.notes}>
      {row.group && <span className={classes.group}>{row.group}</span>}
      {row.rows.length > 0 && <LinkedRows ids={row.rows} />}
      {needsAction && !showsWaiver && <span className={classes.open}>{t('factors.noAction')}</span>}
      {needsAction && !showsWaiver && !readOnly && (
        <button type="button" className={classes.link} onClick={() => setWaiving(true)}>
          {t('factors.waive')}
        </button>
      )}
      {showsWaiver && (
        <span className={classes.waiver}>
          {t('factors.waiver')}{' '}
          <WordField
            label={t('factors.waiver')}
            value={row.waiver}
            placeholder={t('factors.waiverReason')}
            readOnly={readOnly}
            autoFocus={isWaiving}
            onKeep={waiver => {
              updateItem(doc, 'factors', row.id, { waiver })
              setWaiving(false)
            }}
          />
        </span>
      )}
    </div>
  )
}

function LinkedRows({ ids }: { readonly ids: readonly string[] }) {
  const rows = useList('timeline')
  return rows
    .filter(row => ids.includes(row.id))
    .map(event => (
      <button
        key={event.id}
        type="button"
        className={classes.link}
        title={event.text}
        onClick={() => jumpTo({ in: 'timeline', id: event.id })}
      >
        {clockTime(event.at) || event.text}
      </button>
    ))
}
