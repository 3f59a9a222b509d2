import { IconTimeline } from '@tabler/icons-react'
import { useState, useSyncExternalStore } from 'react'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { readerOf } from '../../../hooks/documentReader.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { SentenceField } from '../fields/SentenceField.tsx'
import { darken, lightRows, litRows } from '../rows/litRows.ts'
import { useWords } from '../rows/useWords.ts'
import classes from './Factors.module.css'

/** Below a factor: the events it explains, and, when it was chosen without an action, the reason why not. */
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
  if (row.rows.length === 0 && !needsAction && !showsWaiver) return null
  return (
    <div className={classes.notes}>
      {row.rows.length > 0 && <Explains factor={row} />}
      {needsAction && !showsWaiver && <span className={classes.open}>{t('factors.noAction')}</span>}
      {needsAction && !showsWaiver && !readOnly && (
        <button type="button" className={classes.link} onClick={() => setWaiving(true)}>
          {t('factors.waive')}
        </button>
      )}
      {showsWaiver && (
        <span className={classes.waiver}>
          <span>{t('factors.waiver')}</span>
          <SentenceField
            label={t('factors.waiver')}
            value={row.waiver}
            placeholder={t('factors.waiverReason')}
            readOnly={readOnly}
            autoFocus={isWaiving}
            onKeep={waiver => updateItem(doc, 'factors', row.id, { waiver })}
            onLeave={() => setWaiving(false)}
          />
        </span>
      )}
    </div>
  )
}

/** How many events the factor explains; pressed, it marks them in the timeline. */
function Explains({ factor }: { readonly factor: Factor }) {
  const t = useWords()
  const connection = useConnection()
  const { timeline } = readerOf(connection).lists
  const count = useSyncExternalStore(
    timeline.subscribe,
    () => timeline.get().filter(row => factor.rows.includes(row.id)).length,
  )
  const lit = litRows(connection)
  const isLit = useSyncExternalStore(lit.subscribe, () => lit.get().factor === factor.id)
  if (count === 0) return null
  return (
    <button
      type="button"
      className={classes.explains}
      aria-pressed={isLit}
      onClick={() => (isLit ? darken(connection) : lightRows(connection, factor.id, true))}
    >
      <IconTimeline size={14} aria-hidden />
      {t('factors.explains', { count })}
    </button>
  )
}
