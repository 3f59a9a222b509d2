import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { Factor, TimelineRow } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { WordField } from '../fields/WordField.tsx'
import { jumpTo } from '../jump.ts'
import { clockTime } from '../timeline/clockTexts.ts'
import classes from './Factors.module.css'

/** Below a factor: its group, the events it explains, and, when it was chosen without an action, the reason why not. */
export function FactorNotes(props: {
  readonly row: Factor
  readonly timeline: readonly TimelineRow[]
  readonly isAnswered: boolean
  readonly readOnly: boolean
}) {
  const { row, timeline, isAnswered, readOnly } = props
  const { t } = useTranslation('document')
  const { doc } = useConnection()
  const [isWaiving, setWaiving] = useState(false)
  const linked = row.rows.flatMap(id => timeline.find(each => each.id === id) ?? [])
  const needsAction = row.chosen && !isAnswered
  const showsWaiver = row.waiver !== '' || isWaiving
  if (!row.group && linked.length === 0 && !needsAction && !showsWaiver) return null
  return (
    <div className={classes.notes}>
      {row.group && <span className={classes.group}>{row.group}</span>}
      {linked.map(event => (
        <button
          key={event.id}
          type="button"
          className={classes.link}
          title={event.text}
          onClick={() => jumpTo({ in: 'timeline', id: event.id })}
        >
          {clockTime(event.at) || event.text}
        </button>
      ))}
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
